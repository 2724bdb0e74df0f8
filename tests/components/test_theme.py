"""Colours: as configured, and with the contrast that marks and words need."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from components import style, theme

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())
MODES = ("light", "dark")


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance of "#rrggbb"."""
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


@pytest.mark.parametrize("mode", MODES)
def test_the_palettes_in_code_are_those_of_the_configuration(mode):
    section, palette = CONFIG["theme"][mode], theme.PALETTES[mode]
    assert tuple(section["chartCategoricalColors"]) == palette["categorical"]
    assert tuple(section["chartSequentialColors"]) == palette["sequential"]
    assert tuple(section["chartDivergingColors"]) == palette["diverging"]
    own = {name: section[key] for name, key in (("background", "backgroundColor"), ("text", "textColor"))}
    assert own == {name: palette[name] for name in own}
    assert section["borderColor"] == palette["border"]


@pytest.mark.parametrize("mode", MODES)
def test_every_mark_has_three_to_one_on_its_background(mode):
    colours, background = theme.slots(mode), theme.PALETTES[mode]["background"]
    marks = [*theme.CATEGORICAL, theme.OURS_PALE, theme.WORSE, theme.BETTER]
    assert {
        slot: contrast(colours[slot], background) for slot in marks if contrast(colours[slot], background) < 3
    } == {}
    assert contrast(theme.GREY, background) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_words_have_four_and_a_half_to_one(mode):
    palette, colours = theme.PALETTES[mode], theme.slots(mode)
    words = [palette["text"], palette["text_quiet"], colours[theme.WORSE], colours[theme.BETTER]]
    words.append(CONFIG["theme"][mode]["linkColor"])
    assert min(contrast(word, palette["background"]) for word in words) >= 4.5
    # Streamlit writes white on primary buttons in both looks.
    assert contrast(CONFIG["theme"][mode]["primaryColor"], "#FFFFFF") >= 4.5


@pytest.mark.parametrize(("mode", "text"), [("light", "#262730"), ("dark", "#FAFAFA")])
def test_quiet_chart_text_is_readable_in_the_greys_that_streamlit_draws(mode, text):
    background = theme.PALETTES[mode]["background"]
    share = int(theme.TEXT_QUIET.removeprefix(theme.TEXT), 16) / 255
    assert contrast(mixed(text, background, share), background) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_better_and_worse_are_readable_in_popovers_where_the_look_is_unknown(mode):
    palette = theme.PALETTES[mode]
    for tone in ("#E06A35", "#229C90"):
        assert f"{tone} 70%" in style.css()
        assert contrast(mixed(tone, palette["text"], 0.7), palette["background"]) >= 4.5


def test_a_competitor_keeps_its_colour_whatever_the_order_it_is_named_in():
    one = theme.brand_colours(["Ours", "Beta", "alpha", "Gamma"], "Ours")
    assert one == theme.brand_colours(["Gamma", "alpha", "Ours", "Beta"], "Ours")
    assert one["Ours"] == theme.OURS
    assert len(set(one.values())) == 4


def test_no_setting_calls_another_host():
    text = (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text()
    assert "http" not in text
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert "url(" not in style.css()
