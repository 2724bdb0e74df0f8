"""Whatever else files tell of customers comes in as attribute.NAME, and breaks numbers down like any field."""

from datetime import date

import pytest

from data_access import coverage, sources, staging
from data_access.__main__ import main
from data_access.coverage import MOST_GROUPS
from data_access.fetch import fetch
from data_access.filters import Filters
from data_access.metrics import loyalty
from data_access.sources import SourceError, attributes
from tests.data_access import stored

PERIOD = Filters(date(2025, 1, 1), date(2025, 12, 31), as_of=date(2025, 12, 31))
ORDERS = """
    order_id | customer_id | ordered_at | segment | attribute.Loyalty tier | attribute device
    A1       | C1          | 2025-04-01 | trade   | Silver                 | phone
    A2       | C1          | 2025-05-09 | trade   | Gold                   |
    A3       | C2          | 2025-04-03 |         | Silver                 | laptop
    A4       |             | 2025-04-04 |         | Gold                   | phone
"""


def told(name):
    """Customer -> value of one attribute."""
    return {row["customer_id"]: row["value"] for row in stored.rows("customer_attributes") if row["name"] == name}


def by_tier(by="attribute.Loyalty tier"):
    frame = fetch(loyalty.returning_customer_share, PERIOD, by=by).set_index("group")
    return frame[["numerator", "denominator"]].T.to_dict("list")


def test_columns_of_the_template_become_attributes_and_groups(db, given_orders):
    report = given_orders(ORDERS)
    assert (report.rows_new, report.rows_refused) == (4, 0)
    # The latest value counts; an empty cell takes nothing back, and nobody's order tells of nobody.
    assert told("Loyalty tier") == {"C1": "Gold", "C2": "Silver"}
    assert told("device") == {"C1": "phone", "C2": "laptop"}
    assert by_tier() == {"Gold": [1, 1], "Silver": [0, 1]}
    assert by_tier("segment+attribute.device") == {"(not given) × laptop": [0, 1], "trade × phone": [1, 1]}
    assert coverage.coverage().attributes == ("Loyalty tier", "device")


def test_the_same_file_again_changes_nothing_and_an_older_one_takes_nothing_back(db, given_orders, given_feedback):
    given_orders(ORDERS)
    held = stored.everything()
    assert given_orders(ORDERS).rows_unchanged == 4
    assert stored.everything() == held
    given_feedback("""
        feedback_id | customer_id | created_at | text | attribute.Loyalty tier | attribute.device
        F1          | C1          | 2025-04-20 | Good | Bronze                 | tablet
        F2          | C3          | 2025-04-20 | Good | Bronze                 |
    """)
    assert told("Loyalty tier") == {"C1": "Gold", "C2": "Silver", "C3": "Bronze"}
    assert told("device")["C1"] == "tablet"  # the phone was told earlier


def test_attributes_of_order_lines_are_the_customers(db, given_orders):
    lines = """
        order_id | customer_id | ordered_at | product | amount | attribute.tier
        A1       | C1          | 2025-04-01 | kettle  | 20     | Gold
        A1       | C1          | 2025-04-01 | rake    | 30     | Gold
    """
    assert given_orders(lines, kind="order_lines").rows_new == 2
    assert told("tier") == {"C1": "Gold"}


def test_names_are_free_and_no_database_need_take_them(db, given_orders):
    """As columns these would clash, be cut, or be read as a parameter."""
    names = ['100% "best"; --', ":tier", "Größe Ж " + "ü" * 50 + "1", "Größe Ж " + "ü" * 50 + "2"]
    row = {"order_id": "A1", "customer_id": "C1", "ordered_at": "2025-04-01"}
    given_orders([row | {f"attribute.{name}": str(place) for place, name in enumerate(names)}])
    assert {name: told(name) for name in names} == {name: {"C1": str(place)} for place, name in enumerate(names)}


def test_attributes_that_make_groups_are_offered_and_no_others(db, given_orders):
    given_orders(
        [
            {"customer_id": f"C{number}", "ordered_at": "2025-04-01", "segment": f"S{number % 2}", "attribute.one": "x",
             "attribute.few": str(number % MOST_GROUPS), "attribute.many": str(number)}
            for number in range(MOST_GROUPS + 1)
        ]
    )  # fmt: skip
    assert coverage.coverage().attributes == ("few",)


def test_the_command_line_maps_columns_and_sets_values(db, tmp_path, capsys):
    path = tmp_path / "export.csv"
    path.write_text("Order ID,Customer ID,Date,Total,Loyalty tier\n1,C1,2025-04-01,5,Gold\n2,C2,2025-04-02,5,Silver\n")
    told_so = ("--map", "Loyalty tier=attribute.tier", "--set", "attribute.From shop=Leeds")
    assert main(["import", "orders", str(path), *told_so]) == 0
    assert told("tier") == {"C1": "Gold", "C2": "Silver"}
    assert told("From shop") == {"C1": "Leeds", "C2": "Leeds"}
    capsys.readouterr()
    assert main(["import", "orders", str(path), "--map", "Loyalty tier=attribute.segment"]) == 1
    assert "has a field of its own, segment" in capsys.readouterr().err


# ---- which columns are attributes


@pytest.fixture
def surveyed(tmp_path):
    def survey(header, **options):
        path = tmp_path / "export.csv"
        path.write_text(f"{header}\n{','.join('1' if 'id' in name else '2025-01-01' for name in header.split(','))}\n")
        return sources.survey([path], "orders", **options)

    return survey


def test_a_column_that_calls_itself_an_attribute_is_one(surveyed):
    own = "order_id,ordered_at,amount"
    template = surveyed(f"{own},Attribute. tier ,attribute device,attribute.device", constants={"amount": "1"})
    assert (template.preset, template.unused_columns) == ("template", ("amount", "attribute.device"))
    assert list(template.mapping.values())[2:] == ["attribute.tier", "attribute.device"]
    # In other layouts "attribute set" may be anything, and what has a field of its own goes there.
    other = surveyed(f"{own},attribute.tier,attribute set,attribute.segment,note", constants={"amount": "1"})
    assert other.preset == "generic"
    assert "attribute.tier" in other.mapping.values()
    assert set(other.unused_columns) >= {"attribute set", "attribute.segment", "note"}


def test_a_column_can_be_left_out_or_become_another_attribute(surveyed):
    header = "order_id,ordered_at,amount,attribute.tier,note"
    mapping = {"attribute.tier": "", "note": "attribute.  Kind   of note "}
    survey = surveyed(header, mapping=mapping, constants={"amount": "1"})
    assert survey.mapping == {"order_id": "order_id", "ordered_at": "ordered_at", "note": "attribute.Kind of note"}
    with pytest.raises(SourceError, match="Two columns are given for attribute.x"):
        surveyed(header, mapping={"attribute.tier": "attribute.x", "note": "attribute. x"})


@pytest.mark.parametrize("name", ["", " ", "a=b", "a+region", "x" * 61, *staging.CUSTOMER_FIELDS.values(), "Segment"])
def test_a_name_that_cannot_be_is_refused_in_a_sentence(name):
    with pytest.raises(SourceError) as refused:
        attributes.named(f"attribute.{name}")
    assert str(refused.value).endswith(".")
