"""What there is to choose from when a rule is made."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from data_access.schema import customer_attributes, feedback_themes


def themes_named() -> Select:
    """The themes that some feedback names, by name."""
    theme = feedback_themes.c.theme
    return select(theme).group_by(theme).order_by(theme)


def attribute_values(names: Sequence[str]) -> Select:
    """name and value of these attributes, each once, in order."""
    said = customer_attributes.c
    return (
        select(said.name, said.value)
        .where(said.name.in_(names))
        .group_by(said.name, said.value)
        .order_by(said.name, said.value)
    )
