"""What must be known beside the segments to answer from them alone: what figures mean, and the moments of batches.

It is written beside the segments at each compaction, so that a copy of the folder answers without the store.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, astuple, dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from quarterdeck.core.errors import NotFound
from quarterdeck.core.lineage import Event, EventKind, Quality, Register, Share, Standing, Succession, Unit
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import CutoffRule, Regime
from quarterdeck.engine.facts import FACTS, Batches, LogReader
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.segments import disk, manifest
from quarterdeck.engine.segments.checksums import replacing
from quarterdeck.engine.world import World

FOLDER, NAME, WIDE = "kept", "world.json", "wide.parquet"


@dataclass(frozen=True, eq=False)
class Kept:
    """What was kept. `expected` is the world where planned events count too; names are by code, (vi, en)."""

    world: World
    expected: World
    batches: Batches
    names: Mapping[str, tuple[str, str]]


def keep(
    folder: Path, log: LogReader, *, world: World, expected: World, names: Mapping[str, tuple[str, str]],
    wide: Collection[str] = (),
) -> int:  # fmt: skip
    """Write it beside the segments, with the rows of `wide` indicators, which the segments do not hold.

    Gives the number of the last batch of which the moment is kept. Raises `BadInput` where the disk is full or the
    folder may not be written in; then what was there stays.
    """
    batches = log.batches()
    same = expected.register is world.register
    body = {
        "measures": [asdict(one) for one in world.measures.values()],
        "regimes": [_regime_to(one) for one in world.regimes.values()],
        "register": register_to(world.register),
        "expected": None if same else register_to(expected.register),
        "token": [world.token, expected.token],
        "batches": [batches.numbers.tolist(), batches.moments.tolist()],
        "names": {code: list(both) for code, both in names.items()},
    }
    with disk.writing(folder):
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        if wide:
            rows = pa.Table.from_batches(log.facts(indicators=wide), FACTS)
            with replacing(folder / FOLDER / WIDE) as beside:
                pq.write_table(rows, beside)
        manifest.write_body(folder / FOLDER / NAME, body)
    return int(batches.numbers[-1]) if len(batches.numbers) else 0


def kept(folder: Path) -> Kept:
    """What was kept beside the segments of a folder; raises `NotFound` where there is nothing that can be read."""
    body = manifest.read_body(folder / FOLDER / NAME)
    if body is None:
        raise NotFound(
            Message(gettext_noop("{folder} holds no figures engine that can be read."), {"folder": str(folder)}),
            remedy=gettext_noop("Name the folder `engine` of a store, after: quarterdeck engine compact."),
        )
    measures = {one["code"]: Measure(**one) for one in body["measures"]}
    regimes = {one["code"]: _regime_from(one) for one in body["regimes"]}
    register = register_from(body["register"])
    coming = register if body["expected"] is None else register_from(body["expected"])
    numbers, moments = body["batches"]
    return Kept(
        World(measures, register, regimes, body["token"][0]), World(measures, coming, regimes, body["token"][1]),
        Batches(np.array(numbers, dtype=np.int32), np.array(moments, dtype=np.int64)),
        {code: (vi, en) for code, (vi, en) in body["names"].items()},
    )  # fmt: skip


def register_to(register: Register) -> dict[str, Any]:
    """A register as a value of JSON."""
    return {
        "units": [_plain(astuple(one)) for one in register.units.values()],
        "successions": [_succession_to(one) for found in register.onward.values() for one in found],
        "events": [_plain(astuple(one)) for one in register.events.values()],
    }


def register_from(told: Mapping[str, Any]) -> Register:
    """The register that a value of JSON tells."""
    units = [_unit_from(one) for one in told["units"]]
    events = [_event_from(one) for one in told["events"]]
    return Register(units, map(_succession_from, told["successions"]), events)


def _unit_from(told: list[Any]) -> Unit:
    *words, begin, end = told
    uid, code, level, kind, vi, en, parent = words
    return Unit(
        uid, code, level, kind, vi, en, parent, date.fromisoformat(begin), date.fromisoformat(end) if end else None
    )


def _event_from(told: list[Any]) -> Event:
    code, kind, day, adopted, act, vi, en, standing, order, note = told
    legal, statistical = date.fromisoformat(day), date.fromisoformat(adopted)
    return Event(code, EventKind(kind), legal, statistical, act, vi, en, Standing(standing), order, note)


def _plain(fields: tuple[object, ...]) -> list[object]:
    return [one.isoformat() if isinstance(one, date) else one for one in fields]


def _succession_to(one: Succession) -> list[object]:
    shares = {by: [None if share.value is None else str(share.value), share.quality.value]
              for by, share in one.shares.items()}  # fmt: skip
    return [one.predecessor, one.successor, one.event, shares, one.evidence]


def _succession_from(told: list[Any]) -> Succession:
    before, after, event, shares, evidence = told
    found = {by: Share(None if text is None else Fraction(text), Quality(quality))
             for by, (text, quality) in shares.items()}  # fmt: skip
    return Succession(before, after, event, found, evidence)


def _regime_to(one: Regime) -> dict[str, Any]:
    return {
        "code": one.code, "name_en": one.name_en, "name_vi": one.name_vi,
        "rules": {kind: asdict(rule) for kind, rule in one.rules.items()},
    }  # fmt: skip


def _regime_from(told: Mapping[str, Any]) -> Regime:
    rules = {kind: CutoffRule(**rule) for kind, rule in told["rules"].items()}
    return Regime(told["code"], told["name_en"], told["name_vi"], rules)
