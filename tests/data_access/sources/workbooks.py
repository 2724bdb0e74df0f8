"""Small workbooks for tests, written part by part as spreadsheets write them."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Styles 1 to 4: a day, a day with its time, a time of day, and a code of the user's own.
_FORMATS = (0, 14, 22, 20, 164)


def workbook(
    sheets: dict[str, list[list]], *, hidden: tuple[str, ...] = (), parts: dict[str, str] | None = None
) -> bytes:
    """A workbook with these sheets: texts are shared, numbers plain, and (number, style) a cell of that style.

    `parts` replaces files within it.
    """
    texts = list(
        dict.fromkeys(cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, str))
    )
    names = list(sheets)
    written = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_LINKS}"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(name)} state="{"hidden" if name in hidden else "visible"}" r:id="rId{n}"/>'
            for n, name in enumerate(names, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        + "".join(
            f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(names) + 1)
        )
        + "</Relationships>",
        "xl/styles.xml": f'<styleSheet {_MAIN}><numFmts><numFmt numFmtId="164" formatCode="[$-407]d\\.\\ mmm\\ yy;@"/>'
        f'</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>'
        + "".join(f'<xf numFmtId="{number}"/>' for number in _FORMATS)
        + "</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f"<sst {_MAIN}>"
        + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
        + "</sst>",
    }
    for n, name in enumerate(names, 1):
        written[f"xl/worksheets/sheet{n}.xml"] = sheet(sheets[name], texts)
    return zipped({name: _HEAD + text for name, text in (written | (parts or {})).items()})


def sheet(rows: list[list], texts: list[str]) -> str:
    """The XML of one sheet."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [_cell(f"{chr(65 + place)}{number}", cell, texts) for place, cell in enumerate(row) if cell is not None]
        lines.append(f'<row r="{number}" spans="1:9">{"".join(cells)}</row>')
    return f"<worksheet {_MAIN}><sheetData>{''.join(lines)}</sheetData></worksheet>"


def _cell(reference: str, cell, texts: list[str]) -> str:
    if isinstance(cell, str):
        return f'<c r="{reference}" t="s"><v>{texts.index(cell)}</v></c>'
    if isinstance(cell, bytes):  # XML as it is
        return cell.decode().replace("REF", reference)
    number, style = cell if isinstance(cell, tuple) else (cell, 0)
    return f'<c r="{reference}" s="{style}"><v>{number!r}</v></c>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
