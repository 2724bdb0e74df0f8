"""The stylesheet."""

import re

from components.first_paint import FirstPaint


def test_no_rule_looks_through_the_whole_page():
    """What a rule with :has() asks about is asked again whenever anything comes or goes in there, as each part of a
    chart does: it asks about children, or within what is small."""
    rules = re.findall(r"([^\s{};,>]+):has\(\s*([^)]*)", FirstPaint(None, sidebar=232)._all().decode())
    assert len(rules) > 10
    small = ("st-key-head-", "st-key-actions-", "earshot-kpi", "st-key-card-segment_numbers", "stElementContainer")
    for of, asked in rules:
        assert re.search(r"[.\[#]", of), f"{of} may be anything"
        assert asked.startswith(">") or any(part in of for part in small), f"{of} looks for {asked} in all below"
