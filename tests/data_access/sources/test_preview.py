"""The preview: an import as it would be stored, without storing it."""

from datetime import date

from data_access import sources


def test_it_shows_the_rows_typed_and_counts_the_rest(given_file):
    lines = [f'{n},{n % 3}.0,{n % 28 + 1:02d}.02.2024,"{n},50 €"' for n in range(40)]
    path = given_file("\n".join(["order,customer,date,total", *lines, lines[0], "x,1,soon,5"]))
    seen = []
    look = sources.preview(
        sources.survey([path], "orders"), "Europe/Berlin", lambda done, total: seen.append((done, total))
    )
    assert len(look.rows) == 20
    assert look.rows.loc[1, ["order_id", "customer_id", "amount"]].tolist() == ["1", "1", 1.5]
    assert str(look.rows.loc[1, "ordered_at"]) == "2024-02-01 23:00:00"
    assert (look.first_on, look.last_on) == (date(2024, 2, 1), date(2024, 2, 28))
    assert (look.orders, look.customers, look.pieces) == (40, 3, 0)
    assert (look.read, look.duplicates, len(look.refused)) == (42, 1, 1)
    assert seen[-1] == (path.stat().st_size,) * 2


def test_it_counts_feedback_and_takes_a_file_of_which_nothing_can_be_read(given_file):
    words = given_file("created_at,text,rating\n2024-01-02,good,5\n2024-01-05,bad,1\n", "words.csv")
    look = sources.preview(sources.survey([words], "feedback"))
    assert (look.pieces, look.orders, look.last_on) == (2, 0, date(2024, 1, 5))
    none = given_file("order_id,ordered_at,amount\n1,soon,5\n", "none.csv")
    look = sources.preview(sources.survey([none], "orders"))
    assert (look.first_on, len(look.rows), len(look.refused)) == (None, 0, 1)
