"""Colours by meaning and sizes of type, once, for charts and for the app's own markup.

A figure does not know whether its reader chose light or dark. Its colours are the slots that Streamlit's
chart theme puts in place of the reader's colours in the browser ("#000001" is the first categorical colour
of .streamlit/config.toml, and so on), so one cached figure serves both looks. They are put in place once, when a chart
is first drawn: components/look.py has charts drawn anew when the look changes.
Where charts are drawn without Streamlit, `slots` says the colours and SLOT_COLOURS_JS puts them in.
"""

import html
from collections.abc import Mapping, Sequence
from pathlib import Path

CATEGORICAL = tuple(f"#{slot:06d}" for slot in range(1, 11))
SEQUENTIAL = tuple(f"#{slot:06d}" for slot in range(11, 21))
DIVERGING = tuple(f"#{slot:06d}" for slot in range(21, 31))

# coloured(figure, slots) for a browser: the figure with colours for its slots.
SLOT_COLOURS_JS = (Path(__file__).parent / "slot_colours.js").read_text(encoding="utf-8")

OURS = CATEGORICAL[0]
# The other part of what is ours, e.g. new beside returning customers: the same blue, paler, still 3:1 on white.
OURS_PALE = SEQUENTIAL[5]
WORSE, BETTER = DIVERGING[0], DIVERGING[9]
TEXT = "#000037"
# The same at 70 %: Streamlit's own grey for charts has 3.7:1 on white, this has 5.5:1.
TEXT_QUIET = TEXT + "B3"
BACKGROUND = "#000038"
# Earlier periods, small bases, neutral, "other". One grey that has 3:1 on both backgrounds.
GREY = "#848B94"
# Grid, zones and rules, on either background.
HAIRLINE = "rgba(132,139,148,0.28)"
RULE = "rgba(132,139,148,0.75)"

# Pixels in charts; the app's text is sized in .streamlit/config.toml.
TEXT_SIZE = 13
SMALL_TEXT_SIZE = 12
# One line of text of TEXT_SIZE in Source Sans takes about this many pixels a character (widest real labels tried).
CHARACTER_WIDTH = 6.8

# The last two hues read as worse and better, so they are used only when a chart would otherwise repeat a colour.
COMPETITORS = CATEGORICAL[1:]

# For pictures without a browser and for the app's own markup. A test holds them equal to .streamlit/config.toml.
PALETTES: dict[str, dict[str, tuple[str, ...] | str]] = {
    "light": {
        "categorical": (
            *("#0072B2", "#A41785", "#68A324", "#332288", "#4C361F"),
            *("#7591D1", "#80195E", "#786A7C", "#FF5017", "#1DA474"),
        ),
        "sequential": (
            *("#EEF4F9", "#DBE9F3", "#C3DBEC", "#A5CAE3", "#82B5D8"),
            *("#5498C7", "#3583BA", "#146EA6", "#08598A", "#06446B"),
        ),
        "diverging": (
            *("#B8400E", "#CE6231", "#DF8A61", "#EDB398", "#F6DBCD"),
            *("#D2E8E5", "#9FD0CA", "#61B3AB", "#258F87", "#00706A"),
        ),
        "background": "#FFFFFF",
        "text": "#1A2129",
        "text_quiet": "#5A636E",
        "border": "#E1E5EA",
    },
    "dark": {
        "categorical": (
            *("#56B4E9", "#F4A3AC", "#E4D98A", "#B23AFF", "#A08060"),
            *("#64FDF0", "#774FBB", "#C5FF2B", "#F67C1E", "#006E8C"),
        ),
        "sequential": (
            *("#19242E", "#1B2F3F", "#1E3B52", "#224A69", "#285C83"),
            *("#31709E", "#4186B8", "#569CCD", "#73B4E0", "#9ACFF4"),
        ),
        "diverging": (
            *("#FF8F57", "#E8753E", "#BF5F33", "#8B4B30", "#50352A"),
            *("#204441", "#256761", "#2D8C83", "#3CB2A6", "#5BD5C5"),
        ),
        "background": "#12161B",
        "text": "#E4E8ED",
        "text_quiet": "#A3ACB7",
        "border": "#2C343D",
    },
}


def brand_colours(brands: Sequence[str], ours: str | None) -> dict[str, str]:
    """A colour slot for each brand: ours the blue, every competitor its own.

    Pass all tracked brands, not those of one chart: a competitor's colour follows from its place among all
    of them in alphabetical order, so that it is the same on every page.
    """
    competitors = sorted({brand for brand in brands if brand != ours}, key=str.casefold)
    colours = {brand: COMPETITORS[place % len(COMPETITORS)] for place, brand in enumerate(competitors)}
    return colours if ours is None else {ours: OURS, **colours}


def slots(mode: str) -> Mapping[str, str]:
    """The colour that each slot stands for in "light" or "dark"."""
    palette = PALETTES[mode]
    names = (("categorical", CATEGORICAL), ("sequential", SEQUENTIAL), ("diverging", DIVERGING))
    colours = {slot: colour for name, own in names for slot, colour in zip(own, palette[name], strict=True)}
    return colours | {TEXT: palette["text"], BACKGROUND: palette["background"]}


def chart_text(text: object) -> str:
    """Text from data, safe inside a figure: Plotly reads <b>, <br> and <a href> in labels and hover texts."""
    return html.escape(str(text), quote=False)
