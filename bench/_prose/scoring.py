"""How much of what a person labelled in texts a reader finds, by the rules of the labels' README.

A claim is right as a number where it overlaps the labelled words and its value and unit agree, as a relation where that
agrees too, and as a period where that means the same days. Labels that are garbled count for nothing. Documents are
compared by number, tasks by half of the labelled words of four letters or more.
"""

import calendar
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

TIERS = ("number", "relation", "period")
Span = tuple[int, int]
Said = dict[str, Any]
_NEAR = 1e-6
_SAME_UNIT = {
    "percent": "%", "per cent": "%", "percentage points": "pp", "percentage point": "pp", "person": "persons",
    "people": "persons", "enterprise": "enterprises", "project": "projects", "time": "times", "tonne": "tonnes",
}  # fmt: skip


@dataclass(slots=True)
class Score:
    """What was said, what is labelled and what of it is right, by kind: the tiers, documents and tasks."""

    said: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, said: int, labelled: int, right: int) -> None:
        """Count one text."""
        self.said[kind] += said
        self.labelled[kind] += labelled
        self.right[kind] += right

    def f1(self, kind: str) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right[kind] / max(1, self.said[kind] + self.labelled[kind])

    def line(self) -> str:
        """The numbers for a person."""
        return "  ".join(f"{kind} {self.f1(kind):.3f} ({self.labelled[kind]})" for kind in self.labelled)


def score(text: str, label: Said, told: Said, score: Score) -> None:
    """Count what a reader told about one text."""
    _claims(text, label["claims"], told.get("claims", []), score)
    numbers, found = (_numbers(one.get("documents", [])) for one in (label, told))
    score.add("documents", len(found), len(numbers), len(numbers & found))
    score.add("tasks", len(told.get("tasks", [])), len(label["tasks"]), _tasks(label["tasks"], told.get("tasks", [])))


def _claims(text: str, labels: Sequence[Said], claims: Sequence[Said], found: Score) -> None:
    places = list(_places(text, [one["quote"] for one in labels]))
    garbled = {number for number, one in enumerate(labels) if one.get("status") == "garbled"}
    excused = {i for i, one in enumerate(claims) for j in garbled if _overlap(one, places[j])}
    pairs = sorted(
        (-tier, abs(one["start"] - place[0]), i, j)
        for i, one in enumerate(claims) if i not in excused
        for j, (label, place) in enumerate(zip(labels, places, strict=True))
        if place and j not in garbled and _overlap(one, place) and (tier := _tier(one, label))
    )  # fmt: skip
    taken: list[set[int]] = [set(), set()]
    tiers = []
    for tier, _, i, j in pairs:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            tiers.append(-tier)
    for number, name in enumerate(TIERS, 1):
        right = sum(one >= number for one in tiers)
        found.add(name, len(claims) - len(excused), len(labels) - len(garbled), right)


def _overlap(one: Said, place: Span | None) -> bool:
    return place is not None and one["start"] < place[1] and place[0] < one["end"]


def _tier(said: Said, label: Said) -> int:
    """How far a claim is right: 1 as a number, 2 as a relation, 3 as a period."""
    value, true = said["value"], label["scale_value_in_base_units"]
    if label["relation"] == "target" and value is not None:
        value, true = abs(value), abs(true)
    high = "scale_value_high_in_base_units"
    if not _near(value, true) or _unit(said["unit"]) != _unit(label["unit"]):
        return 0
    if high in label and not _near(said.get("value_high"), label[high]):
        return 0
    if said["relation"] != label["relation"]:
        return 1
    return 3 if _days(said.get("period")) == _days(label["period"]) else 2


def _near(one: float | None, other: float) -> bool:
    return one is not None and abs(float(one) - other) <= _NEAR * max(1.0, abs(other))


def _unit(name: str | None) -> str:
    plain = (name or "").strip()
    return _SAME_UNIT.get(plain.lower(), plain)


def _days(period: str | None) -> tuple[str, str] | str | None:
    """The first and last day that a period means."""
    if not period or period == "null":
        return None
    if period.startswith("as-of "):
        return "as-of", _edge(period[6:], True)
    first, apart, last = period.partition("..") if ".." in period else period.partition("/")
    return _edge(first, False), _edge(last if apart else first, True)


def _edge(code: str, last: bool) -> str:
    year, _, part = code.partition("-")
    if not re.fullmatch(r"\d{4}", year):
        return code
    months = {"Q": 3, "H": 6, "S": 6}.get(part[:1])
    if not part:
        return f"{year}-12-31" if last else f"{year}-01-01"
    if months:
        month = int(part[1:]) * months - (0 if last else months - 1)
    elif re.fullmatch(r"M?\d\d", part):
        month = int(part.removeprefix("M"))
    else:
        return code
    day = calendar.monthrange(int(year), month)[1] if last else 1
    return f"{year}-{month:02}-{day:02}"


def _places(text: str, quotes: Iterable[str]) -> Iterable[Span | None]:
    """Where each quote stands in the text; equal quotes take one place after another."""
    flat, at = _plain(text)
    after: Counter[str] = Counter()
    for quote in quotes:
        wanted = _plain(quote)[0].strip()
        start = flat.find(wanted, after[wanted])
        if start < 0:
            start = flat.find(wanted)
        after[wanted] = start + 1
        yield (at[start], at[start + len(wanted)]) if start >= 0 else None


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in NFC with single blanks, and where each of its characters comes from."""
    marks = [place for place, one in enumerate(text) if not unicodedata.combining(one)]
    told: list[str] = []
    at: list[int] = []
    for number, start in enumerate(marks):
        end = marks[number + 1] if number + 1 < len(marks) else len(text)
        piece = unicodedata.normalize("NFC", text[start:end])
        if piece.isspace():
            piece = "" if told and told[-1] == " " else " "
        told += piece
        at += [start] * len(piece)
    return "".join(told), [*at, len(text)]


def _numbers(documents: Sequence[Said]) -> set[str]:
    return {_folded(one["number"]) for one in documents if one.get("number")}


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "", plain)


def _tasks(labels: Sequence[Said], tasks: Sequence[Said]) -> int:
    """How many labelled tasks were found; each found one counts once."""
    left = [_words(one.get("what")) for one in tasks]
    hits = 0
    for label in labels:
        wanted = _words(label["what"])
        best = max(range(len(left)), key=lambda one: len(wanted & left[one]), default=None)
        if best is not None and wanted and len(wanted & left[best]) * 2 >= len(wanted):
            hits += 1
            del left[best]
    return hits


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w{4,}", (text or "").lower()))
