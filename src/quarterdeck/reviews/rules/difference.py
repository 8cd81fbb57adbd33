"""How a signed notice differs from the one that was generated: by paragraph, then by word."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["", "gone", "new"]
Kind = Literal["same", "renumbered", "filled", "changed", "removed", "added"]
# What is no difference of words: the same, another number before it, a number or day written in.
NO_DIFFERENCE = ("same", "renumbered", "filled")
# Room left for a number or a day, which are written in when the paper is signed.
_BLANK = "…"
_BLANKS = re.compile("[\u00a0 ._…]{3,}|\u00a0{2,}")
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
_WORDS = re.compile(r"\S+")
# Paragraphs that share fewer of their words are two paragraphs, not one that was changed.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph that only one of the two has ("gone", "new"), or both."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph in both papers; `before` is empty where it was added, `after` where it was removed."""

    kind: Kind
    before: tuple[Part, ...]
    after: tuple[Part, ...]

    @property
    def generated(self) -> str:
        """The paragraph as it was generated."""
        return " ".join(part.text for part in self.before)


def difference(generated: str, signed: str) -> list[Change]:
    """Every paragraph of both papers in order.

    >>> [one.kind for one in difference("A b c\\nD", "A b d\\nD")]
    ['changed', 'same']
    """
    old, new = _paragraphs(generated), _paragraphs(signed)
    found: list[Change] = []
    # Where a paragraph is left out those after it move up: their numbers are not what makes them other paragraphs.
    matcher = SequenceMatcher(None, list(map(_bare, old)), list(map(_bare, new)), autojunk=False)
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            found += [_same(line, other) for line, other in zip(old[start:end], new[from_:to], strict=True)]
        else:
            found += _paired(old[start:end], new[from_:to])
    return found


def differs(changes: Sequence[Change]) -> bool:
    """Whether anything but what is written in by hand was changed."""
    return any(one.kind not in NO_DIFFERENCE for one in changes)


def normal(text: str) -> str:
    """A paragraph for comparison: one form of letters, single blanks, a sign for room left to write in.

    >>> normal("Số:" + chr(160) * 8 + "/TB-UBND")
    'Số: … /TB-UBND'
    """
    return " ".join(_BLANKS.sub(f" {_BLANK} ", unicodedata.normalize("NFC", text)).split())


def _paragraphs(text: str) -> list[str]:
    return [line for one in text.splitlines() if (line := normal(one))]


def _bare(line: str) -> str:
    """A paragraph without the number that it begins with."""
    return _NUMBER.sub("", line)


def _same(line: str, other: str) -> Change:
    return Change("same" if line == other else "renumbered", (Part(line),), (Part(other),))


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Paragraphs that changed places or words: each of the old with the first of the new that is like it."""
    rest = list(new)
    for line in old:
        place = next((at for at, other in enumerate(rest) if _alike(line, other)), None)
        if place is None:
            yield Change("removed", (Part(line, "gone"),), ())
            continue
        yield from (Change("added", (), (Part(other, "new"),)) for other in rest[:place])
        yield _changed(line, rest[place])
        rest = rest[place + 1 :]
    yield from (Change("added", (), (Part(other, "new"),)) for other in rest)


def _alike(old: str, new: str) -> bool:
    return _filled(old, new) or SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio() >= _ALIKE


def _filled(old: str, new: str) -> bool:
    if _BLANK not in old:
        return False
    pattern = r"\s*.{0,60}?\s*".join(re.escape(part.strip()) for part in old.split(_BLANK))
    return re.fullmatch(pattern, new) is not None


def _changed(old: str, new: str) -> Change:
    before: list[Part] = []
    after: list[Part] = []
    ours, theirs = _WORDS.findall(old), _WORDS.findall(new)
    for tag, start, end, from_, to in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if start < end:
            before.append(Part(" ".join(ours[start:end]), "" if tag == "equal" else "gone"))
        if from_ < to:
            after.append(Part(" ".join(theirs[from_:to]), "" if tag == "equal" else "new"))
    return Change("filled" if _filled(old, new) else "changed", tuple(before), tuple(after))
