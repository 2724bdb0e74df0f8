"""The imports of a drop of files, one after the other; each is stored whole or not at all."""

from dataclasses import dataclass, replace

from components.import_draft import Draft
from components.import_event_part import EventPart
from components.import_part import Part
from data_access import brands, ingest
from data_access.ingest import Report
from data_access.sources import SourceError


@dataclass(frozen=True)
class Outcome:
    """What came of one import: its report, or why there is none."""

    part: Part | EventPart
    report: Report | None
    problem: str = ""


def run(draft: Draft, outcomes: list[Outcome], progress: ingest.Progress, *, dry_run: bool, remove_demo: bool) -> None:
    """Import what the reader wants; for a Job. Each outcome is added to `outcomes` as soon as it is there, so that
    they are known also when a later import ends the work.

    Raises:
        DatabaseProblem: with a sentence; the imports before are stored, the one under way is not.
    """
    before = None
    if remove_demo and not dry_run:
        progress("Removing the demo data", 0, 1, "steps")
        ingest.remove_demo()
        draft.has_removed_demo = True
    if draft.ours and not dry_run:
        progress("Marking our brand", 0, 1, "steps")
        before = brands.tracked()
        brands.save(with_ours(before, draft.ours))
    try:
        for part in draft.chosen:
            outcomes.append(_outcome(part, progress, dry_run))
    finally:
        if before is not None and not any(outcome.report for outcome in outcomes):
            brands.save(before)


def with_ours(tracked: tuple[brands.Brand, ...], name: str) -> list[brands.Brand]:
    """The tracked brands with this one as ours, and no other."""
    others = [replace(brand, is_ours=False) for brand in tracked if brand.name != name]
    known = next((brand for brand in tracked if brand.name == name), brands.Brand(name, True, (brands.offered(name),)))
    return [replace(known, is_ours=True), *others]


def _outcome(part: Part | EventPart, progress: ingest.Progress, dry_run: bool) -> Outcome:
    try:
        return Outcome(part, part.run(progress, dry_run=dry_run))
    except SourceError as problem:
        return Outcome(part, None, str(problem))
