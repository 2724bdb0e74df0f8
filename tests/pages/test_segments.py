"""The Segments page: built by rules, counted at once, named, compared, and in force on every other page."""

import json

import pytest

from components.segment_lines import Column, lines
from components.segment_numbers import numbers
from data_access.segments.rules import Rule, parse, text
from data_access.segments.saved import remove, save, saved

PAGE = "pages/customers/segments.py"
TWICE = "purchases.from.2"


@pytest.fixture(scope="module")
def shop(fresh_database, given_orders, given_feedback, given_brands):
    """60 customers of Homes who bought twice and like it; 60 of Shops who bought once, 40 of whom complain of it."""
    with fresh_database("duckdb"):
        given_brands("Ours", "Kelvana")
        orders = [(f"h{n}", day, "Homes") for n in range(60) for day in ("2025-02-01", "2025-05-01")]
        orders += [(f"s{n}", "2025-03-01", "Shops") for n in range(60)] + [("s1", "2025-12-31", "Shops")]
        given_orders(
            [
                {
                    "customer_id": who,
                    "ordered_at": day,
                    "segment": segment,
                    "region": "North",
                    "attribute.Tier": who[-1],
                }
                for who, day, segment in orders
            ]
        )
        said = [(f"h{n}", "I love it, great service") for n in range(60)]
        said += [(f"s{n}", "Awful and terrible, Kelvana is better") for n in range(40)]
        given_feedback([{"customer_id": who, "created_at": "2025-06-01", "text": text} for who, text in said])
        yield


def words(app) -> str:
    assert not app.exception
    return " ".join(element.proto.body for element in app.get("html"))


def rules_in_force(app):
    return app.session_state["filters"].filters.having


def table(app) -> str:
    (found,) = (element.proto.body for element in app.get("html") if "<table" in element.proto.body)
    return found


def test_without_rules_it_says_how_to_begin(shop, open_page):
    app = open_page(PAGE)
    assert "<b>120</b> customers" in words(app)
    assert "Everyone" in table(app) and "Follows" not in table(app)
    example = next(button for button in app.button if "Named a competitor" in button.label)
    example.click().run()
    assert "<b>40</b> of 120 customers · 33.3%" in words(app)
    assert rules_in_force(app) == parse("names")


def test_rules_are_added_changed_and_removed_and_counted_at_once(shop, open_page):
    app = open_page(PAGE)
    app.selectbox(key="rule-add-0").select("purchases").run()
    assert rules_in_force(app) == parse(TWICE)
    assert "<b>61</b> of 120 customers · 50.8%" in words(app)
    assert "Customers who bought at least twice." in words(app)
    (row,) = app.session_state["segment-rows"]
    app.selectbox(key=f"rule-is-{row['id']}").select("at most").run()
    app.number_input(key=f"rule-value-{row['id']}").set_value(1).run()
    assert rules_in_force(app) == parse("purchases.to.1")
    add = next(box for box in app.selectbox if str(box.key).startswith("rule-add"))
    add.select("segment").run()
    second = app.session_state["segment-rows"][1]
    app.multiselect(key=f"rule-value-{second['id']}").set_value([]).run()
    assert rules_in_force(app) == parse("purchases.to.1"), "a rule without a value waits"
    assert "counts as soon as it has a value" in " ".join(each.value for each in app.caption)
    app.multiselect(key=f"rule-value-{second['id']}").set_value(["Shops"]).run()
    assert rules_in_force(app) == parse("purchases.to.1_segment.Shops")
    assert "<b>59</b> of 120" in words(app)
    app.button(key=f"rule-remove-{row['id']}").click().run()
    assert rules_in_force(app) == parse("segment.Shops")


def test_every_kind_of_rule_can_be_added_and_edited(shop, open_page):
    app = open_page(PAGE)
    kinds = list(app.selectbox(key="rule-add-0").options)
    assert {"Number of purchases", "Customer group", "Named a competitor", "Asked for help", "Segment", "Tier"} <= set(
        kinds
    )
    every = (
        "last-purchase.90_not.first-purchase..2025-12-01_revenue.10_group.Champions_not.asks_theme.Price.negative_"
        "last-feedback.negative_feedback_names.Kelvana_attribute.Tier.1_region.North_purchases.3_favours_anyone_"
        "theme.Whatever nobody names"
    )
    app = open_page(PAGE, having=every)
    assert rules_in_force(app) == parse(every)
    assert len(app.session_state["segment-rows"]) == 15
    assert "<b>0</b> of 120" in words(app)


def test_the_address_narrows_every_page(shop, open_page):
    app = open_page("pages/customers/repeat_customers.py", having=TWICE)
    assert rules_in_force(app) == parse(TWICE)
    assert "only customers who bought at least twice" in " ".join(each.value for each in app.caption)
    assert app.query_params["having"] == TWICE
    app.switch_page("pages/feedback/sentiment.py").run()
    assert rules_in_force(app) == parse(TWICE)
    app.selectbox(key="segment-menu").select("").run()
    assert rules_in_force(app) == ()


def test_an_address_that_cannot_be_read_says_so_and_shows_everyone(shop, open_page):
    app = open_page(PAGE, having="purchases.many", beside=["nonsense"])
    assert "cannot be read, so everyone is shown" in words(app)
    assert "needs a whole number" in words(app)
    assert "A segment to compare with" in words(app)
    assert rules_in_force(app) == ()


def test_a_segment_is_saved_chosen_renamed_and_removed(shop, open_page):
    app = open_page(PAGE, having=TWICE)
    app.button(key="segment-save").click().run()
    assert "Give the segment a name" in words(app)
    app.text_input(key="segment-name-new").set_value("Came <b>twice</b>").run()
    app.button(key="segment-save").click().run()
    (kept,) = saved()
    assert kept.rules == TWICE
    assert app.selectbox(key="segment-menu").value == kept.segment_id
    assert "Saved as <b>Came &lt;b&gt;twice&lt;/b&gt;</b>" in words(app)
    app.text_input(key=f"segment-name-{kept.segment_id}").set_value("Regulars").run()
    app.button(key="segment-rename").click().run()
    assert [each.name for each in saved()] == ["Regulars"]
    other = open_page()
    other.selectbox(key="segment-menu").select(kept.segment_id).run()
    assert rules_in_force(other) == parse(TWICE)
    app.button(key="segment-remove").click().run()
    assert saved() == () and rules_in_force(app) == parse(TWICE)


def test_segments_are_compared_with_everyone_else(shop, open_page):
    kept = save("Homes people", parse("segment.Homes"))
    try:
        app = open_page(PAGE, having="segment.Shops", beside=["segment.Homes", "last-feedback.negative"])
    finally:
        remove(kept)
    shown = table(app)
    assert "Homes people" in shown and "Customers who were negative in their last feedback" in shown
    # All 60 of Homes came back, one of the 60 of Shops.
    assert "▲ +98.3 pts" in shown and "▼ −98.3 pts" in shown and "Follows from a rule" in shown
    assert "33.3% of everyone, 40 also in the first" in shown
    app.segmented_control(key="segment-from").set_value("first").run()
    assert app.query_params["from"] == "first"
    assert "How do these segments compare with this segment?" in words(app) and "▲ +98.3 pts" in table(app)
    # The 40 who complain are among the 60 of Shops: the other 20 alone may tell, and they said nothing.
    came_back = table(app).split("Customers who came back")[1].split("</tr>")[0]
    assert came_back.count("earshot-kpi-verdict") == 2 and "−98.3" not in came_back
    told = numbers(
        columns := [Column("Shops", parse("segment.Shops")), Column("Sad", parse("last-feedback.negative"))],
        lines(app.session_state["filters"], columns, from_first=True),
        from_first=True,
    )
    assert set(told["difference_from"].dropna()) == {"Shops"}
    app.multiselect(key="segment-beside").set_value([]).run()
    assert "No clear difference" not in words(app) and "▼ −98.3 pts" in table(app), "one is compared with all others"


def test_the_comparison_goes_onto_a_slide_and_into_a_file(shop, open_page):
    app = open_page(PAGE, having="segment.Shops")
    app.button(key="add-button-segment_numbers").click().run()
    assert not app.exception
    view, columns = app.session_state["filters"], [Column("Shops", parse("segment.Shops"))]
    told = numbers(columns, lines(view, columns))
    came_back = told[told["metric"] == "Customers who came back"].set_index("segment")
    assert came_back.loc["Shops", ["numerator", "denominator"]].tolist() == [1, 60]
    assert came_back.loc["Shops", "difference"] == pytest.approx(1 / 60 - 1)
    assert came_back.loc["Everyone", "value"] == pytest.approx(61 / 120)


def test_the_grid_shows_where_to_look_and_leads_there(shop, open_page):
    app = open_page(PAGE)
    grid = json.loads(app.get("plotly_chart")[0].proto.spec)
    texts = json.dumps(grid, ensure_ascii=False)
    assert "Homes" in texts and "▼ " in texts and "Against all others: −98.3 pts" in texts
    assert "Shops: clearly worse than the others in" in words(app)


def test_customers_are_listed_and_downloaded_where_that_is_allowed(shop, open_page, monkeypatch):
    app = open_page(PAGE, having="segment.Shops")
    assert len(app.dataframe[-1].value) == 60
    assert any("Download all 60" in button.label for button in app.get("download_button"))
    monkeypatch.setenv("EARSHOT_DOWNLOADS", "nobody")
    app.run()
    assert not any("Download all" in button.label for button in app.get("download_button"))
    assert "Lists of customers cannot be downloaded here" in words(app)


@pytest.mark.parametrize(
    "written",
    [
        "first-purchase.1980-01-01.2020-01-01",
        "first-purchase..2000-01-01",
        "first-purchase.2099-01-01.",
        "first-purchase.2101-01-01.2101-01-02",
        "purchases.from.999999999",
        "revenue.999999999999",
    ],
)
def test_an_address_may_hold_rules_that_nobody_would_choose(shop, open_page, written):
    app = open_page(PAGE, having=written)
    assert not app.exception
    assert rules_in_force(app) == parse(written)


def test_values_may_be_written_as_files_write_them(shop, open_page):
    values = ("Gold\u00a0Club", "👩\u200d🔧", "<b>*x*_y.z</b>")
    app = open_page(PAGE, having=text([Rule("attribute", ("Tier", *values))]))
    assert "👩\u200d🔧 or &lt;b&gt;*x*_y.z&lt;/b&gt;" in words(app)
    (row,) = app.session_state["segment-rows"]
    app.multiselect(key=f"rule-value-{row['id']}").set_value(list(values[1:])).run()
    assert rules_in_force(app) == (Rule("attribute", ("Tier", *values[1:])),)
    app.text_input(key="segment-name-new").set_value("Of 👩\u200d🔧").run()
    app.button(key="segment-save").click().run()
    (kept,) = saved()
    remove(kept.segment_id)
    assert kept.name == "Of 👩\u200d🔧"
