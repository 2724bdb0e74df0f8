"""Whatever a CSV writer writes, in any encoding, delimiter and quoting, is read back as it was."""

import csv
import io
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access import sources

WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn"]), max_size=30)
VERBATIMS = st.tuples(WORDS, st.sampled_from(["", "\n", "\r\n", '"', ",", ";", "\t", "|", " "]), WORDS).map("".join)
RECORDS = st.lists(
    st.tuples(
        VERBATIMS.filter(str.strip),
        VERBATIMS,
        st.datetimes(datetime(1970, 1, 1), datetime(2100, 12, 31)),
        st.integers(0, 10),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    records=RECORDS,
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\n", "\r\n"]),
    size=st.sampled_from([1, 5, 50_000]),
)
def test_feedback_comes_back_as_it_was_written(tmp_path, records, delimiter, encoding, quoting, end, size):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow(["feedback_id", "text", "title", "created_at", "rating"])
    for n, (text, title, moment, rating) in enumerate(records):
        writer.writerow([f"F{n}", text, title, moment.isoformat(sep=" "), rating])
    path = tmp_path / "feedback.csv"
    path.write_bytes(out.getvalue().encode(encoding))

    survey = sources.survey([path], "feedback", constants={"rating_scale": "10"})
    chunks = list(sources.read(survey, chunk_rows=size))
    rows = [row for chunk in chunks for row in chunk.rows.itertuples()]
    assert survey.rows == len(records) == len(rows)
    for row, (text, title, moment, rating) in zip(rows, records, strict=True):
        assert row.text == text.strip()
        assert (row.title if isinstance(row.title, str) else "") == title.strip()
        assert row.created_at == moment
        assert row.created_on == datetime(moment.year, moment.month, moment.day)
        assert row.rating == rating
