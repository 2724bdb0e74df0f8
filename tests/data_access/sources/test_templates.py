"""The layouts to download are read back, and no cell of a download runs in a spreadsheet."""

import csv
import io

import pytest

from data_access import sources


@pytest.mark.parametrize("kind", sources.FIELDS)
def test_a_template_has_every_field_and_is_read_back(imported, kind):
    content = sources.template(kind)
    header, row = csv.reader(io.StringIO(content))
    assert header == list(sources.FIELDS[kind])
    result = imported(content, kind)
    assert result.survey.preset == "template"
    assert result.survey.kind == kind
    assert result.refused.empty
    given = dict(zip(header, row, strict=True))
    for name, field in sources.FIELDS[kind].items():
        (value,) = result.column(name)
        if field.type == "time":
            assert value.startswith(given[name])
        else:
            assert value == (float(given[name]) if field.type in ("number", "whole") else given[name])


def test_there_is_no_template_of_another_kind():
    with pytest.raises(sources.SourceError, match="There is no template called 'invoices'"):
        sources.template("invoices")


@pytest.mark.parametrize("kind", sources.FIELDS)
def test_no_name_means_two_fields_of_a_kind(kind):
    fields = sources.FIELDS[kind].values()
    assert not {synonym for field in fields for synonym in field.synonyms} & {field.name for field in fields} - {
        "created_at"
    }
    assert all(field.description and field.example for field in fields)


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "\rx", "-1+1", "+44 20 7946 0000"])
def test_cells_that_would_run_are_made_text(cell):
    assert sources.csv_safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["plain", "-5", "+3.50", "-1,234.50", "1e5", "", "a=b", -5, 2.5, None])
def test_other_cells_are_left_alone(cell):
    assert sources.csv_safe(cell) == cell
