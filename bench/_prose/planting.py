"""Errors planted in true reports, and how many of them the check finds.

Fifteen kinds (`errors.KINDS`), each seeded. A planted error is found when a finding that asks somebody to look touches
the words that were made wrong; one that says "differs" or "contradicts" anywhere else is a false alarm.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bench._prose.errors import KINDS, Plant, World
from bench._prose.truth import Report, figures_of, names, periods, report, sample
from quarterdeck.core.periods import Period
from quarterdeck.prose.check import Finding, check
from quarterdeck.prose.figures import FigureFact, Figures
from tests.prose.quarter import PROVINCE

CLAIMED = ("differs", "contradicts")


@dataclass(slots=True)
class Found:
    """What the check made of planted errors: per kind how many there were and how many it found; alarms by verdict.

    `right` and `wrong` count the findings that say "differs" or "contradicts", on a planted error or elsewhere.
    `healed` counts corrections that make the number agree, of `offered`.
    """

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: int = 0
    offered: int = 0
    healed: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    sick: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The part of "differs" and "contradicts" that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The part of the planted errors that is found."""
        return sum(self.found.values()) / max(1, sum(self.planted.values()))

    def lines(self) -> list[str]:
        """The numbers for a person."""
        told = [f"precision {self.precision:.3f}  recall {self.recall:.3f}  healed {self.healed}/{self.offered}"]
        return told + [f"  {kind:<14} {self.found[kind]}/{n}" for kind, n in sorted(self.planted.items())]


def measure(
    seeds: Sequence[int],
    lang: str,
    size: int = 16,
    kinds: Sequence[str] = tuple(KINDS),
    over: Sequence[Period] = tuple(periods()),
) -> Found:
    """Plant `kinds` in turn in reports of `size` sentences on the periods `over` (of the sample), and check them."""
    found, rows = Found(), sample()
    for seed in seeds:
        for period in over:
            dice = random.Random(f"{seed} {lang} {period}")
            whole = report(lang, period, rows, seed, size)
            for kind in kinds:
                _one(whole, rows, kind, dice, found)
    return found


def clean(seeds: Sequence[int], lang: str) -> list[str]:
    """The alarms on true reports: each is a false one."""
    rows, alarms = sample(), []
    for seed in seeds:
        for period in periods():
            whole = report(lang, period, rows, seed)
            text = "\n".join(one.text for one in whole.lines)
            checked = check(text, names(), whole.figures, review_period=period, area=PROVINCE)
            alarms += [f"{period} {one.verdict}: {one.quote}: {one.reason}" for one in checked if one.alarm]
    return alarms


def _one(whole: Report, rows: Sequence[FigureFact], kind: str, dice: random.Random, found: Found) -> None:
    """Plant one error of `kind` in the report and count what is found."""
    order = list(range(len(whole.lines)))
    dice.shuffle(order)
    world = World(whole, dice)
    for at in order:
        plant = KINDS[kind](whole.lines[at], world)
        if plant is not None:
            _count(whole, rows, kind, at, plant, found)
            return


def _count(whole: Report, rows: Sequence[FigureFact], kind: str, at: int, plant: Plant, found: Found) -> None:
    texts = [one.text for one in whole.lines]
    spans: list[tuple[int, int]] = []
    texts[at] = plant.text
    begins = sum(len(one) + 1 for one in texts[:at])
    spans += [(begins + start, begins + end) for start, end in plant.spans]
    text = "\n".join([*texts, *plant.more])
    begins = sum(len(one) + 1 for one in texts)
    for more in plant.more:
        spans.append((begins, begins + len(more)))
        begins += len(more) + 1
    known = figures_of(
        [*(one for one in _older(rows, plant)), *(one for one in rows if one.indicator not in plant.hidden)]
    )
    checked = check(text, names(), known, review_period=whole.period, area=PROVINCE)
    alarms = [one for one in checked if one.alarm]
    hits = [one for one in alarms if _touches(one, spans)]
    found.planted[kind] += 1
    found.found[kind] += bool(hits)
    if not hits:
        found.missed.append(f"{kind} {whole.period}: {plant.text}")
    for one in alarms:
        if one.verdict in CLAIMED:
            found.right += one in hits
            found.wrong += one not in hits
            if one not in hits:
                found.false.append(f"{kind} {whole.period}: {one.quote}: {one.reason}")
    _heal(text, hits, whole, known, found)


def _older(rows: Sequence[FigureFact], plant: Plant) -> list[FigureFact]:
    """What was known of the sentence's figure before it was revised."""
    if plant.older is None:
        return []
    code, period, value = plant.older
    return [
        replace(one, value=value, known_from=one.known_from - timedelta(days=30))
        for one in rows
        if (one.indicator, one.area, one.period, one.relation, one.scenario)
        == (code, PROVINCE, period, "level", "actual")
    ]


def _touches(one: Finding, spans: Sequence[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in spans)


def _heal(text: str, hits: Sequence[Finding], whole: Report, known: Figures, found: Found) -> None:
    """Whether the number agrees once its correction is accepted."""
    for one in hits:
        if one.fix is None:
            continue
        healed = text[: one.fix.start] + one.fix.text + text[one.fix.end :]
        end = one.fix.start + len(one.fix.text)
        again = check(healed, names(), known, review_period=whole.period, area=PROVINCE)
        touched = [each.verdict for each in again if each.start < end and one.fix.start < each.end]
        found.offered += 1
        good = bool(touched) and not set(touched) - {"agrees", "rounds_to"}
        found.healed += good
        if not good:
            found.sick.append(f"{one.quote} -> {one.fix.text}: {touched}")
