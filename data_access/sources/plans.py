"""What is decided of a file before it is read: its layout, its mapping, and what is left to ask."""

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.sources import attributes
from data_access.sources.fields import FIELDS, Field
from data_access.sources.presets import Preset


@dataclass(frozen=True)
class Question:
    """What the files do not tell and nobody may guess. `choices` are the possible answers, `text` asks."""

    field: str
    column: str
    examples: tuple[str, ...]
    choices: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Layout:
    """What a file seems to be by its columns and values, before they are mapped."""

    kind: str
    preset: Preset


@dataclass(frozen=True)
class Plan:
    """What is read from a file with these columns: kind, layout, column -> field, and what it does not tell.

    `questions` and `notes` are about columns; others follow from the values. `settled` are the fields whose answers
    the mapping has taken in.
    """

    kind: str
    preset: Preset
    mapping: Mapping[str, str]
    constants: Mapping[str, str]
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()

    def column(self, field: str) -> str | None:
        """The column that fills `field`, if one does."""
        return next((column for column, name in self.mapping.items() if name == field), None)

    def fields(self) -> dict[str, Field]:
        """Every field that is filled by a column or a constant: in the kind's order, then further attributes."""
        filled = dict.fromkeys((*self.mapping.values(), *self.constants))
        own = {name: field for name, field in FIELDS[self.kind].items() if name in filled}
        return own | {name: attributes.field(name) for name in filled if attributes.is_one(name)}

    def answers(self) -> dict[str, str]:
        """What the layout answers, by field, of the fields that columns fill."""
        filled = self.mapping.values()
        return {field: choice for field, choice in self.preset.answers.items() if field in filled}

    def fallbacks(self) -> dict[str, str]:
        """Field -> the column used where the field's own is empty."""
        filled = self.mapping.values()
        return {field: column for field, column in self.preset.fallbacks.items() if field in filled}
