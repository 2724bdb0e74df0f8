"""The numbers of a presentation: a workbook with a sheet a slide, or a zip with a CSV a slide. No cell is a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime

import xlsxwriter

from components import format as fmt
from components import tables
from components.exporting import about, numbers
from components.exporting.numbers import Cell, Table
from data_access.snapshots import Presentation, Slide

_LONGEST_SHEET, _LONGEST_CELL = 31, 32_767
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_INDEX = (
    "Slide", "Headline", "Title", "Measure, period and n", "Filters", "Definition", "Beware", "Notes", "Data as of",
    "Frozen on", "Snapshot",
)  # fmt: skip
_WIDTHS = (6, 44, 36, 44, 28, 60, 40, 40, 12, 12, 16)  # of the cover's columns, in characters
# Patterns for the columns that are in the slide's unit; the cells keep all digits.
_PATTERNS = {"percent": "percent", "amount": "amount"}
_WIDEST = 48  # characters of a column
_ACROSS = 7  # columns that a text runs over
_IN_UNIT = ("Value", "95% from", "95% to", "Rate", "Mix")
Progress = Callable[[float, str], None]


def workbook(presentation: Presentation, look: str, progress: Progress) -> bytes:
    """A cover with what each sheet holds, then a sheet a slide: what it says of itself, and its tables below."""
    made = io.BytesIO()
    # Texts are written as texts: nothing of them is taken for a formula, an address or a number.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": presentation.title})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 16}),
            "head": book.add_format({"bold": True, "bottom": 1}),
            "name": book.add_format({"font_color": "#5A636E", "valign": "top"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}),
            "whole": book.add_format({"num_format": "#,##0"}),
            "percent": book.add_format({"num_format": "0.0%"}),
            "amount": book.add_format({"num_format": "#,##0.00"}),
            "number": book.add_format({"num_format": "#,##0.0000"}),
            "head_right": book.add_format({"bold": True, "bottom": 1, "align": "right"}),
        }
        cover = book.add_worksheet("Contents")
        names = _sheet_names(presentation)
        for place, slide in enumerate(presentation.slides):
            progress(place / len(presentation.slides), slide.headline)
            _write_slide(book.add_worksheet(names[place]), slide, formats)
        _write_cover(cover, presentation, names, formats)
    return made.getvalue()


def csv_files(presentation: Presentation, look: str, progress: Progress) -> bytes:
    """contents.csv, then the tables of each slide, numbered in the order of the slides."""
    packed, index = io.BytesIO(), []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for place, slide in enumerate(presentation.slides):
            progress(place / len(presentation.slides), slide.headline)
            for name, table in numbers.tables_of(slide.snapshot.content):
                file = f"{about.numbered(place, slide)}{f' ({name})' if name else ''}.csv"
                files.writestr(file, _csv(table))
                index.append((file, *_facts(place, slide)))
        files.writestr("contents.csv", _csv(Table(("File", *_INDEX), tuple(index))))
    return packed.getvalue()


def _facts(place: int, slide: Slide) -> tuple[Cell, ...]:
    snapshot, content = slide.snapshot, slide.snapshot.content
    definition = ": ".join(filter(None, (content.definition_name, content.definition)))
    return (
        place + 1, slide.headline, content.title, content.subtitle, content.filters or "None", definition, content.note,
        slide.notes, snapshot.as_of, snapshot.taken_at.date(), snapshot.snapshot_id,
    )  # fmt: skip


def _csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read accents; cells that would run get a leading quote."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([tables.neutralised(name) for name in table.columns])
    for row in table.rows:
        writer.writerow([tables.neutralised(_csv_cell(value)) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(value: Cell) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    return numbers.text(value)


def _sheet_names(presentation: Presentation) -> list[str]:
    """A name for each slide's sheet: its place and headline, without the signs that sheets may not have."""
    names = []
    for place, slide in enumerate(presentation.slides):
        words = " ".join(_NOT_IN_SHEETS.sub(" ", slide.headline).split()).strip("'")
        names.append(f"{place + 1} {words}"[:_LONGEST_SHEET].strip(" '"))
    return names


def _write_cover(sheet, presentation: Presentation, names: list[str], formats: dict) -> None:
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, _text(presentation.title), formats["title"])
    sheet.write_string(1, 0, f"Made from slides frozen for this presentation; last changed on "
                             f"{fmt.day(presentation.changed_at.date())}.", formats["name"])  # fmt: skip
    for column, name in enumerate(_INDEX):
        sheet.write_string(3, column, name, formats["head"])
    for place, slide in enumerate(presentation.slides):
        for column, value in enumerate(_facts(place, slide)):
            _write(sheet, 4 + place, column, value, formats, "wrapped")
        sheet.write_url(
            4 + place, 0, f"internal:'{names[place].replace(chr(39), chr(39) * 2)}'!A1", string=str(place + 1)
        )
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for place, slide in enumerate(presentation.slides):
        sheet.set_row(4 + place, _height(zip(_facts(place, slide), _WIDTHS, strict=True)))
    _set_print(sheet)
    sheet.freeze_panes(4, 0)


def _height(cells: Iterable[tuple[Cell, int]]) -> float:
    """Points for a row of wrapped texts in so many characters each: programs do not all find it themselves."""
    lines = max(
        sum(-(-max(1, len(line)) // max(1, width - 3)) for line in str(cell or "").split("\n")) for cell, width in cells
    )
    return min(400.0, 15.0 * lines)


def _set_print(sheet) -> None:
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_slide(sheet, slide: Slide, formats: dict) -> None:
    sheet.hide_gridlines(2)
    _set_print(sheet)
    sheet.write_string(0, 0, _text(slide.headline), formats["title"])
    row = 1
    notes = " ".join(slide.notes.split())
    for name, text in (("Title", slide.snapshot.content.title), *about.facts(slide), ("Notes", notes)):
        if text:
            sheet.write_string(row, 0, name, formats["name"])
            # Over several columns: in one, a definition would be a line as long as the page is wide.
            sheet.merge_range(row, 1, row, _ACROSS, "", formats["wrapped"])
            sheet.write_string(row, 1, _text(text), formats["wrapped"])
            sheet.set_row(row, _height([(text, 12 * _ACROSS)]))
            row += 1
    widths: dict[int, int] = dict.fromkeys(range(1, _ACROSS + 1), 12) | {0: 22}
    for name, table in numbers.tables_of(slide.snapshot.content):
        row += 1
        if name:
            sheet.write_string(row, 0, name.capitalize(), formats["name"])
            row += 1
        row = _write_table(sheet, row, table, slide.snapshot.content.unit, formats, widths)
    for column, width in widths.items():
        sheet.set_column(column, column, width)


def _write_table(sheet, row: int, table: Table, unit: str, formats: dict, widths: dict[int, int]) -> int:
    looks = [_PATTERNS.get(unit) if name in _IN_UNIT else None for name in table.columns]
    for column, name in enumerate(table.columns):
        is_right = all(isinstance(each[column], int | float | None) for each in table.rows)
        sheet.write_string(row, column, _text(name), formats["head_right" if is_right else "head"])
    for place, values in enumerate(table.rows, start=row + 1):
        if any(isinstance(value, str) and len(value) > _WIDEST for value in values):
            sheet.set_row(place, _height((value, _WIDEST) for value in values))
        for column, value in enumerate(values):
            _write(sheet, place, column, value, formats, looks[column])
            length = 12 if isinstance(value, float) else len(numbers.text(value))
            widths[column] = min(_WIDEST, max(widths.get(column, 12), len(table.columns[column]) + 2, length + 2))
    return row + 1 + len(table.rows)


def _write(sheet, row: int, column: int, value: Cell, formats: dict, look: str | None = None) -> None:
    """A number as a number, a day as a day, anything else as text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        usual = "whole" if float(value).is_integer() else "number"
        sheet.write_number(row, column, value, formats[look or usual])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["day"])
    else:
        look = "wrapped" if len(value) > _WIDEST else look
        sheet.write_string(row, column, _text(value), formats.get(look))


def _text(value: str) -> str:
    return _NOT_IN_XML.sub(" ", value)[:_LONGEST_CELL]
