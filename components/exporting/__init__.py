"""A presentation as a file to take along, made from its data: the same numbers in the same order as on screen."""

from collections.abc import Callable
from dataclasses import dataclass

from data_access.snapshots import Presentation

Progress = Callable[[float, str], None]  # from 0 to 1, and what is being made


@dataclass(frozen=True)
class Kind:
    """A kind of file. has_look: whether it can be light or dark."""

    label: str
    ending: str
    mime: str
    has_look: bool = True
    about: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, Kind] = {
    "pptx": Kind(
        "PowerPoint", "pptx", f"{_OFFICE}.presentationml.presentation",
        about="Charts stay charts: their numbers can be edited. Notes carry definition, n and filters.",
    ),
    "html": Kind(
        "Web page", "html", "text/html",
        about="One file that opens in any browser, without a network. Arrow keys turn the slides.",
    ),
    "pdf": Kind("PDF", "pdf", "application/pdf", about="One slide a page."),
    "png": Kind("Pictures", "zip", "application/zip", about="One PNG a slide, 1920 by 1080."),
    "xlsx": Kind(
        "Excel", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", has_look=False,
        about="The numbers, one sheet a slide, all digits.",
    ),
    "csv": Kind(
        "CSV", "zip", "application/zip", has_look=False, about="The numbers, one file a slide, and a list of them."
    ),
}  # fmt: skip
LOOKS = ("light", "dark")


def make(presentation: Presentation, kind: str, look: str, progress: Progress = lambda share, stage: None) -> bytes:
    """The file. kind: one of KINDS; look: "light" or "dark". progress is told of each slide.

    Raises:
        KeyError: for another kind.
        ValueError: in a sentence, for a presentation without slides.
    """
    if not presentation.slides:
        raise ValueError("There are no slides to export. Add a chart to the presentation first.")
    return _maker(kind)(presentation, look, progress)


def _maker(kind: str) -> Callable[[Presentation, str, Progress], bytes]:
    # What a kind needs is loaded when it is first made: together they are slow to load, and pages do without.
    if kind in ("pdf", "png"):
        from components.exporting import pages

        return {"pdf": pages.pdf, "png": pages.pictures}[kind]
    if kind in ("xlsx", "csv"):
        from components.exporting import number_files

        return {"xlsx": number_files.workbook, "csv": number_files.csv_files}[kind]
    if kind == "html":
        from components.exporting import web_page

        return web_page.page
    from components.exporting import powerpoint

    return {"pptx": powerpoint.deck}[kind]
