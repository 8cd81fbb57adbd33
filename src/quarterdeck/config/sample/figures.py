"""Load the published and the illustrative figures of the sample province."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby

from quarterdeck.areas.queries import Versions
from quarterdeck.config.sample.files import moment, read, rows
from quarterdeck.core.errors import NotFound
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import SYSTEM
from quarterdeck.figures.actions.catalogue import record_conflicts, record_source
from quarterdeck.figures.actions.log import NewObservation, append_observations
from quarterdeck.figures.models import Indicator, Source


def load_sources(day: date) -> None:
    """Where the published figures were read, and where sources differ."""
    for one in read("sources.yaml")["sources"]:
        record_source(
            code=one["code"], title_vi=one["title_vi"], title_en=one["title_en"],
            publisher=one.get("publisher") or "", published_on=one.get("date"), by=SYSTEM, at=moment(day),
        )  # fmt: skip
    found = read("conflicts.yaml")["conflicts"]
    texts = [(one["indicator"], str(one["period"]), one["text_vi"], one["text_en"]) for one in found]
    record_conflicts(rows=texts, by=SYSTEM, at=moment(day))


def load_figures(*, after: date | None, until: date | None) -> int:
    """Append the figures that became known after `after` and up to `until`, one batch per day and source.

    Each is of the unit that bore the code at the end of its period. Returns the number of rows.
    """
    areas = Versions()
    indicators = {one.code: one for one in Indicator.objects.all()}
    sources = {one.code: one for one in Source.objects.all()}
    wanted = [
        row
        for row in [*rows("figures.csv"), *rows("illustrative.csv")]
        if (after is None or row["known_on"] > after.isoformat())
        and (until is None or row["known_on"] <= until.isoformat())
    ]
    wanted.sort(key=lambda row: (row["known_on"], row["source"]))
    for (known_on, source), batch in groupby(wanted, key=lambda row: (row["known_on"], row["source"])):
        _append(list(batch), known_on, sources.get(source), areas, indicators)
    return len(wanted)


def _append(
    batch: Iterable[Mapping[str, str]], known_on: str, source: Source | None, areas: Versions,
    indicators: Mapping[str, Indicator],
) -> None:  # fmt: skip
    made = [_observation(row, areas, indicators) for row in batch]
    append_observations(
        rows=made, kind="published" if source and source.code != "illustrative" else "illustrative", source=source,
        known_from=moment(known_on), by=SYSTEM, at=moment(known_on),
    )  # fmt: skip


def _observation(row: Mapping[str, str], areas: Versions, indicators: Mapping[str, Indicator]) -> NewObservation:
    period = Period.parse(row["period"])
    area = areas.on(row["area"], period.last_day)
    if area is None:
        raise NotFound(f"No unit bore the code {row['area']} at the end of {period}", place="demo")
    return NewObservation(
        indicator=indicators[row["indicator"]], area=area, period=period,
        value=Decimal(row["value"]) if row["value"] else None, unit=row["unit"], breakdown=row["breakdown"],
        scenario=row["scenario"], regime=row["regime"], status=row["status"], origin=row["origin"],
        qualifier=row["qualifier"], direction=row["direction"], source_words=row["source_words"],
        as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None, reason=row["reason"],
    )  # fmt: skip
