"""What is behind a number: the verbatims and the customers that it counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import CTE, ColumnElement, Select, Subquery, Table, and_, func, or_, select

from data_access.dialects import contains_text, row_of
from data_access.filters import Filters
from data_access.metrics.sentiment import REQUEST, SHOWN, conditions, dimension, our_name, score_of
from data_access.schema import CUSTOMER_DIMENSIONS, customers, feedback, feedback_themes, mentions, purchases

MOST_ALIKE = 20  # near-duplicates of one text that are worth listing


def verbatims(
    filters: Filters,
    *,
    search: str | None = None,
    label: str | None = None,
    theme: str | None = None,
    names_brand: Sequence[str] = (),
    group: tuple[str, str] | None = None,
    score: str = SHOWN,
    score_from: float | None = None,
    score_below: float | None = None,
    with_alike: bool = False,
    limit: int = 20,
    offset: int = 0,
) -> Select:
    """The latest feedback with words, newest first; of near-duplicates the newest only.

    Further columns: matching, the pieces of feedback that match; different, how many that leaves when near-duplicates
    count as one; alike, how many more there are like this one; speaks_of, whose customer it is; shown_score and
    shown_label, by the score that is asked for.

    Args:
        search: words that each stand in the title or text, letter case ignored; pieces of text, not patterns.
        label: positive, neutral or negative; or request, which what asks for help or an answer is instead.
        theme: only what names this theme; the label is then how the theme sounds, not the whole text.
        names_brand: only what names one of these brands, whoever speaks.
        group: (dimension, value) of a breakdown whose bar was chosen.
        score: the name of the score that labels and the next two go by, as the metrics of sentiment have it.
        score_from, score_below: a half-open range of the compound.
        with_alike: after the newest of each, whose place is 1, up to MOST_ALIKE others like it; the limit counts the
            newest only.
    """
    f, shown = feedback.c, score_of(score)
    where = conditions(filters, by="brand" if names_brand or (group and group[0] == "brand") else None)
    where.append(or_(f.text.is_not(None), f.title.is_not(None)))
    for wanted in (search or "").split():
        where.append(or_(contains_text(f.text, wanted), contains_text(f.title, wanted)))
    # Of a theme the tone is how the theme sounds.
    is_tone_of_theme = bool(theme and label and score == SHOWN and label != REQUEST)
    if theme:
        sounding = [feedback_themes.c.sentiment_label == label] if is_tone_of_theme else []
        about = _of_period(filters, feedback_themes, feedback_themes.c.theme == theme, *sounding)
        where.append(f.feedback_id.in_(about))
    if label and not is_tone_of_theme:
        where.append(dimension("tone", score) == label)
    if names_brand:
        where.append(f.feedback_id.in_(_of_period(filters, mentions, mentions.c.brand.in_(names_brand))))
    if group:
        where.append(func.coalesce(dimension(group[0], score), "(not given)") == group[1])
    if score_from is not None:
        where.append(shown.compound >= score_from)
    if score_below is not None:
        where.append(shown.compound < score_below)
    # The same words about another brand are another finding. Without words there is no gist, and nothing alike.
    gist, brand = func.coalesce(f.gist, f.feedback_id).label("gist"), func.coalesce(f.brand, "").label("brand")
    row = row_of(f.feedback_id).label("row")
    found = select(row, f.feedback_id, f.created_at, gist, brand).where(*where).cte("found")
    placed = _placed(found, _newest_first(_groups(found), limit, offset)).c
    speaker = func.coalesce(f.brand, our_name()).label("speaks_of")
    scored = (shown.compound.label("shown_score"), shown.label.label("shown_label"))
    told = (placed[name] for name in ("matching", "different", "alike", "place"))
    columns = (column for column in feedback.c if column.name not in CUSTOMER_DIMENSIONS)
    statement = select(*columns, speaker, *scored, *told)
    statement = statement.join(placed.row.table, placed.row == row_of(f.feedback_id))
    # Said of what is found already, so that the words of other days are not looked through.
    statement = statement.where(placed.place <= (MOST_ALIKE + 1 if with_alike else 1), *filters.period(f.created_on))
    return statement.order_by(f.created_at.desc(), f.feedback_id)


def _groups(found: CTE) -> Select:
    """Near-duplicates as one row; columns gist, brand, alike, matching, different, newest, first."""
    f, number = found.c, func.count()
    counted = (
        (number - 1).label("alike"),
        func.sum(number).over().label("matching"),
        func.count().over().label("different"),
        func.max(f.created_at).label("newest"),
        func.min(f.feedback_id).label("first"),
    )
    return select(f.gist, f.brand, *counted).group_by(f.gist, f.brand)


def _newest_first(groups: Select, limit: int, offset: int) -> Select:
    each = groups.subquery("each").c
    return select(*each).order_by(each.newest.desc(), each.first).limit(limit).offset(offset)


def _placed(found: CTE, groups: Select) -> Subquery:
    """What is in the groups, with its place among its near-duplicates: 1 is the newest.

    Of a million texts this numbers those of a page alone, whose words are fetched alone: numbering all of them takes
    longer than all else.
    """
    f, group = found.c, groups.subquery("page").c
    newest_first = (f.created_at.desc(), f.feedback_id)
    place = func.row_number().over(partition_by=(f.gist, f.brand), order_by=newest_first).label("place")
    is_alike = and_(f.gist == group.gist, f.brand == group.brand)
    numbered = select(f.row, place, group.matching, group.different, group.alike)
    return numbered.join(group.gist.table, is_alike).subquery("placed")


def _of_period(filters: Filters, read_in: Table, *having: ColumnElement[bool]) -> Select:
    """The period's feedback in which something was read: feedback_id. What is asked of the feedback itself is asked of
    what was copied from it too, where that is a column, so that no more is looked up than there is to find."""
    copied = replace(filters, attributes=(), having=()).conditions(read_in, on=read_in.c.created_on)
    return select(read_in.c.feedback_id).where(*having, *copied)


def themes_of(feedback_ids: Sequence[str], days: tuple[date, date] | None = None) -> Select:
    """The themes that these pieces of feedback name, with the words that name them and how each theme sounds.

    days: the first and the last on which they were written, where they are known: others are then not read.
    """
    t = feedback_themes.c
    named = select(*(t[name] for name in ("feedback_id", "theme", "words", "sentiment_label")))
    named = named.where(t.feedback_id.in_(feedback_ids), *([t.created_on.between(*days)] if days else []))
    return named.order_by(t.feedback_id, t.theme)


def customers_of_period(filters: Filters, *, who: str = "all", limit: int = 500) -> Select:
    """The customers who bought in the period: new ones for the first time, returning ones for a later time."""
    p = purchases.c
    which = {"all": [], "new": [p.ordinal == 1], "returning": [p.ordinal >= 2]}[who]
    bought = select(p.customer_id).where(*which, *filters.conditions(purchases, on=p.purchased_on))
    return customers_in(bought, limit=limit)


def customers_in(ids: Select, *, limit: int | None = 500) -> Select:
    """The customers whose id a statement selects, those with the highest revenue first; `matching` counts them all.

    limit: None for every one of them.
    """
    shown = ("customer_id", "name", "segment", "region", "country", "first_purchased_on", "last_purchased_on")
    c = customers.c
    columns = [c[name] for name in (*shown, "purchases", "revenue")]
    found = select(c.customer_id, c.revenue).where(c.customer_id.in_(ids)).cte()
    matching = select(func.count()).select_from(found).scalar_subquery().label("matching")
    # What else is known is looked up for those shown alone: beside a window over all of them it takes twice as long.
    first = select(found.c.customer_id).order_by(found.c.revenue.desc(), found.c.customer_id).limit(limit)
    those = c.customer_id.in_(first if limit is not None else select(found.c.customer_id))
    return select(*columns, matching).where(those).order_by(c.revenue.desc(), c.customer_id)
