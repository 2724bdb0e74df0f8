"""Rules as sentences, for whoever did not build them; and who may take customers away."""

import pytest
import streamlit as st

from components.downloads import may_take_customers
from components.segment_kinds import joined, split
from components.segment_words import sentence
from data_access.segments.rules import parse


@pytest.mark.parametrize(
    "written, told",
    [
        ("", "All customers."),
        ("purchases.from.2_last-feedback.negative_names", "Customers who bought at least twice, were negative in their "
         "last feedback and named a competitor."),
        ("segment.Homes.Shops.(not given)", "Customers who are in segment Homes, Shops or not given."),
        ("not.group.Champions", "Customers who are not Champions."),
        ("attribute.Card.Gold_not.attribute.tier.x", "Customers who have Card Gold and do not have tier x."),
        ("purchases.1", "Customers who bought exactly once."),
        ("purchases.0", "Customers who never bought."),
        ("not.purchases.from.2", "Customers who bought fewer than 2 times."),
        ("not.purchases.to.12", "Customers who bought more than 12 times."),
        ("not.last-purchase.90", "Customers who did not buy within the last 90 days."),
        ("first-purchase.2025-01-01.2025-03-31", "Customers who first bought from 1 Jan 2025 to 31 Mar 2025."),
        ("first-purchase..2025-03-31", "Customers who first bought by 31 Mar 2025."),
        ("revenue.1200", "Customers who spent at least £1,200."),
        ("not.revenue.99*.50", "Customers who spent less than £99.50."),
        ("theme.A.negative_not.theme.Price", "Customers who spoke of A negatively and never spoke of Price."),
        ("not.feedback", "Customers who never gave feedback."),
        ("feedback.negative.neutral", "Customers who gave negative or neutral feedback."),
        ("favours.Figo_asks_not.channel.App", "Customers who favoured Figo, asked for help and never bought in channel "
         "App."),
    ],
)  # fmt: skip
def test_a_segment_in_words(written, told):
    assert sentence(parse(written), "GBP") == told


def test_a_row_of_the_editor_says_the_rule_that_it_shows():
    for rule in parse("attribute.tier.gold_not.purchases.from.2_names_theme.Price.negative_first-purchase..2025-01-01"):
        about, values = split(rule)
        assert joined(about, values, rule.is_not) == rule
    assert joined("region", (), False) is None, "without a value it waits"


@pytest.mark.parametrize(
    "setting, user, may",
    [
        (None, {}, True),
        ("everyone", {}, True),
        ("nobody", {"is_logged_in": True, "email": "ann@shop.example"}, False),
        ("nobody", {"is_logged_in": True, "email": "nobody"}, False),
        ("ann@shop.example, bo@shop.example", {"is_logged_in": True, "email": "Bo@Shop.example"}, True),
        ("ann@shop.example", {"is_logged_in": True, "email": "eve@shop.example"}, False),
        ("ann@shop.example", {"is_logged_in": True, "email": "ann@shop.example", "email_verified": False}, False),
        ("ann@shop.example", {"is_logged_in": False, "email": "ann@shop.example"}, False),
        ("ann@shop.example", {}, False),
        ("", {}, False),
    ],
)
def test_who_may_take_a_list_of_customers_away(monkeypatch, setting, user, may):
    class User(dict):
        def __getattr__(self, name):
            if name not in self:
                raise AttributeError(name)  # as without a login in the settings
            return self[name]

    monkeypatch.setattr(st, "user", User(user))
    monkeypatch.delenv("EARSHOT_DOWNLOADS", raising=False)
    if setting is not None:
        monkeypatch.setenv("EARSHOT_DOWNLOADS", setting)
    assert may_take_customers() is may
