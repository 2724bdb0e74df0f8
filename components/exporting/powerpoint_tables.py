"""Native tables: for rows without a chart, and for cells in shades, which PowerPoint has no chart for."""

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from components import theme
from components.charts import axes
from components.exporting import about, figures, numbers, powerpoint
from components.exporting.figures import shade
from data_access.snapshots import Content

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 15, 9, 60
_ROW = Emu(360_000)
_CLEAR = "rgba(0,0,0,0)"
_CAPTION = Emu(260_000)
Cell = tuple[str, str, str]  # text, fill ("" for none), ink


def add_figure(page, figure: dict, content: Content, box: tuple, look: str) -> None:
    """The figure's cells in their shades; of one without cells, the rows behind it."""
    grid = _grid(figure, look)
    if grid:
        _add(page, grid, box, look, _caption(figure))
    elif content.rows is not None and not content.rows.empty:
        add_rows(page, content, box, look)
    else:
        powerpoint.words(page, box, [content.alt or content.title], 18, theme.PALETTES[look]["text"])


def add_rows(page, content: Content, box: tuple, look: str) -> None:
    """The rows in the reader's words, as many as a slide can hold, and how many there are beside."""
    words, palette = numbers.readable(content), theme.PALETTES[look]
    grid = [[(name, "", palette["text_quiet"]) for name in words.columns[:MOST_COLUMNS]]]
    for row in words.rows[:MOST_ROWS]:
        texts = (axes.shorten(numbers.text(value), LONGEST_CELL) for value in row[:MOST_COLUMNS])
        grid.append([(text, "", palette["text"]) for text in texts])
    left = len(words.rows) - MOST_ROWS
    _add(page, grid, box, look, f"and {left:,} more rows" if left > 0 else "")


def _grid(figure: dict, look: str) -> list[list[Cell]]:
    """Rows of cells with their shades, names at the top and at the left; [] when the figure has no cells."""
    cells = _cells(figure, look)
    if not cells:
        return []
    palette = theme.PALETTES[look]
    rows, columns = (sorted({place[side] for place in cells}) for side in (0, 1))
    across, down = (_names(figure, name) for name in ("xaxis", "yaxis"))
    beside = _beside(figure)
    heads = [beside.get(row) or [down.get(row, "")] for row in rows]
    wide = max(map(len, heads))
    above = _above(figure)
    corner = [*(above[:wide] if len(above) > wide else []), *[""] * wide][:wide]
    grid = [[(text, "", palette["text_quiet"]) for text in corner] + [_head(across, at, palette) for at in columns]]
    for row, head in zip(rows, heads, strict=True):
        named = [(text, "", palette["text"]) for text in head] + [("", "", palette["text"])] * (wide - len(head))
        grid.append(named + [cells.get((row, at), ("", "", palette["text"])) for at in columns])
    return grid


def _head(names: dict[float, str], at: float, palette: dict) -> Cell:
    return names.get(at) or f"{at:g}", "", palette["text_quiet"]


def _cells(figure: dict, look: str) -> dict[tuple[float, float], Cell]:
    """By row and column: a heatmap's, with the figures of those not finished; or bars that stand for cells."""
    cells: dict[tuple[float, float], Cell] = {}
    for trace in figure["data"]:
        if trace["type"] == "heatmap":
            for row, values, texts in zip(trace["y"], trace["z"], trace["text"], strict=True):
                for column, value, text in zip(trace["x"], values, texts, strict=True):
                    if value is not None:
                        cells[float(row), float(column)] = (text, _shade(trace, value), trace["textfont"]["color"])
        elif trace["type"] == "scatter" and trace.get("mode") == "text":
            for row, column, text in zip(trace["y"], trace["x"], trace["text"], strict=True):
                _, fill, _ = cells.get((float(row), float(column)), ("", "", ""))
                cells[float(row), float(column)] = (f"{text}*", fill, trace["textfont"]["color"])
        elif trace["type"] == "bar" and trace.get("constraintext"):
            cells |= _bars(trace, look)
    return cells


def _shade(trace: dict, value: float) -> str:
    if not trace["colorscale"][0][1].startswith("#"):
        return ""
    return shade((value - trace["zmin"]) / ((trace["zmax"] - trace["zmin"]) or 1.0), trace["colorscale"])


def _bars(trace: dict, look: str) -> dict[tuple[float, float], Cell]:
    marker, length, background = trace["marker"], len(trace["y"]), theme.PALETTES[look]["background"]
    inks = figures.each(trace["insidetextfont"]["color"], length)
    cells = {}
    for row, start, width, text, ink, value in zip(
        trace["y"], trace["base"], trace["x"], trace["text"], inks, figures.each(marker["color"], length), strict=True
    ):
        fill = "" if not isinstance(value, str) or value == _CLEAR else f"#{figures.rgb(value, background)}"
        if "colorscale" in marker:
            fill = shade((value - marker["cmin"]) / ((marker["cmax"] - marker["cmin"]) or 1.0), marker["colorscale"])
        words = " · ".join(about.unmarked(part) for part in text.split("<br>"))
        cells[float(row), round(start + width / 2, 4)] = (words, fill, ink)
    return cells


def _names(figure: dict, axis: str) -> dict[float, str]:
    own = figure["layout"].get(axis, {})
    if not own.get("ticktext") or own.get("showticklabels") is False:
        return {}
    return {float(at): about.unmarked(text) for at, text in zip(own["tickvals"], own["ticktext"], strict=True)}


def _beside(figure: dict) -> dict[float, list[str]]:
    """What stands at the left of each row beside the plot, from left to right."""
    beside: dict[float, list[str]] = {}
    for item in figure["layout"].get("annotations", []):
        if item.get("xref") == "paper" and item.get("x") == 0 and item.get("yref", "y") == "y":
            beside.setdefault(float(item["y"]), []).append(about.unmarked(item["text"]))
    return beside


def _above(figure: dict) -> list[str]:
    """What stands above the plot, from left to right and then what the columns are."""
    held = figure["layout"].get("annotations", [])
    return [about.unmarked(item["text"]) for item in held if item.get("yref") == "paper" and item.get("y") == 1]


def _caption(figure: dict) -> str:
    above = _above(figure)
    is_open = any(trace.get("mode") == "text" for trace in figure["data"])
    said = (f"Columns: {above[-1]}." if len(above) == 3 else "", "* Not finished yet." if is_open else "")
    return " ".join(filter(None, said))


def _add(page, grid: list[list[Cell]], box: tuple, look: str, caption: str) -> None:
    """The table, and a line below it."""
    palette = theme.PALETTES[look]
    left, top, width, height = box
    height -= _CAPTION
    tall = min(_ROW, Emu(height // len(grid)))
    wide = [max(len(row[place][0]) for row in grid) + 3 for place in range(len(grid[0]))]
    # Letters that fit: by how high the rows are, and by how much there is beside each other.
    size = max(7, min(15, tall / Emu(21_500), width / Emu(6_700) / sum(wide)))
    used = min(width, Emu(round(sum(wide) * size * 7_600)))
    frame = page.shapes.add_table(len(grid), len(grid[0]), left, top, used, tall * len(grid))
    table = frame.table
    # The look without lines and fills of its own.
    frame._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    for place, each in enumerate(wide):
        table.columns[place].width = Emu(used * each // sum(wide))
    for place, row in enumerate(grid):
        table.rows[place].height = tall
        for at, (text, fill, ink) in enumerate(row):
            _write(table.cell(place, at), text, fill, ink or palette["text"], size, place == 0, at == 0, palette)
    if caption:
        line = (left, top + tall * len(grid) + Emu(60_000), width, _CAPTION)
        powerpoint.words(page, line, [caption], 10, palette["text_quiet"])


def _write(cell, text: str, fill: str, ink: str, size: float, is_head: bool, is_first: bool, palette: dict) -> None:
    cell.margin_left = cell.margin_right = Pt(4)
    cell.margin_top = cell.margin_bottom = 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    if fill:
        cell.fill.solid()
        cell.fill.fore_color.rgb = powerpoint.colour(fill)
    else:
        cell.fill.background()
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.text = powerpoint.clean(text)
    paragraph.alignment = PP_ALIGN.LEFT if is_first else PP_ALIGN.CENTER if fill else PP_ALIGN.RIGHT
    solid = "#" + figures.rgb(ink, palette["background"])
    powerpoint.style(paragraph, size, solid, bold=is_head)
