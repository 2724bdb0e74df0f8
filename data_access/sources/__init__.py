"""Other systems' files as typed rows: the kinds of source, the layouts they know, and what a reader is told.

`survey` looks at files without reading them into facts; `read` yields their records in chunks.
"""

import os

from data_access.sources.chunks import Chunk
from data_access.sources.errors import Incomplete, SourceError
from data_access.sources.fields import FIELDS, Field
from data_access.sources.files import read, survey
from data_access.sources.origins import grouped, origins
from data_access.sources.presets import PRESETS, Preset
from data_access.sources.preview import Preview, preview
from data_access.sources.surveys import Question, Survey, SurveyedFile
from data_access.sources.templates import csv_safe, template

__all__ = [
    "FIELDS",
    "PRESETS",
    "Chunk",
    "Field",
    "Incomplete",
    "Preset",
    "Preview",
    "Question",
    "SourceError",
    "Survey",
    "SurveyedFile",
    "csv_safe",
    "grouped",
    "origins",
    "preview",
    "read",
    "survey",
    "template",
    "timezone",
]


def timezone() -> str:
    """The store's time zone, in which days are cut."""
    return os.environ.get("EARSHOT_TIMEZONE", "UTC")
