"""The rows of the quality table: what is shown of each source, and that its name is never markup."""

import json

import pandas as pd

from components.quality_numbers import confusion_table, qualities, row_html

TONES = ("negative", "neutral", "positive")
CONFUSION = {"negative": {"negative": 40, "neutral": 5, "positive": 5, "unscored": 0}}


def model(source, *, is_on, n=300):
    told = {
        "macro_f1": {"vader": 0.5, "experience": 0.6, "calibrated": 0.7},
        "agreement": {"vader": 0.7, "experience": 0.8, "calibrated": 0.9},
        "confusion": {"calibrated": CONFUSION},
    }
    return {"source": source, "labelled": n, "is_on": is_on, "why": "Because.", "quality": json.dumps(told)}


def stored(**counts):
    """Agreement of stored labels: source -> n, all of them right about negative texts."""
    rows = [{"group": name, "denominator": float(n), "value": 1.0, "macro_f1": 1.0} for name, n in counts.items()]
    cells = {f"{true}_as_{said}": 0.0 for true in TONES for said in TONES}
    return pd.DataFrame([row | cells | {"negative_as_negative": row["denominator"]} for row in rows])


def test_what_was_learned_counts_before_what_is_stored_and_every_source_is_there():
    frame = stored(Shop=50, Post=40, Chat=250)
    found = qualities(pd.DataFrame([model("Shop", is_on=True)]), {"experience": frame}, ["Shop", "Mail", ""])
    assert [(each.name, each.n, each.in_use) for each in found] == [
        ("Shop", 300, "calibrated"),
        ("Chat", 250, "experience"),
        ("Post", 40, "experience"),
        ("Source not given", 0, "experience"),
        ("Mail", 0, "experience"),
    ]
    assert [each.why.split(":")[0] for each in found] == [
        "Because.", "Not in use yet", "Not in use", "Not measured", "Not measured",
    ]  # fmt: skip


def test_the_score_in_use_is_marked_and_few_texts_show_no_number():
    (used,) = qualities(pd.DataFrame([model("Shop", is_on=True)]), {})
    assert "<b>0.70</b> <i>in use</i><small>90.0% agree</small>" in row_html(used)
    (few,) = qualities(pd.DataFrame([model("Shop", is_on=False, n=29)]), {})
    assert "0.60" not in row_html(few) and "too few texts" in row_html(few)


def test_a_source_is_shown_as_it_is_called():
    (hostile,) = qualities(pd.DataFrame([model("<img src=x onerror=alert(1)>", is_on=True)]), {})
    assert "<img" not in row_html(hostile) and "&lt;img src=x" in row_html(hostile)


def test_what_a_score_takes_for_what_is_a_table_of_counts():
    (used,) = qualities(pd.DataFrame([model("Shop", is_on=True)]), {})
    table = confusion_table(used, "calibrated")
    assert table.to_dict("records") == [{"Known to be": "negative", "Says negative": 40, "neutral": 5, "positive": 5}]
