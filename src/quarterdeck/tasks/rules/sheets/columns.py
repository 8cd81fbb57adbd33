"""The headings of a follow-up sheet, and the field of a task that each is proposed to mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz

from quarterdeck.core.errors import BadInput
from quarterdeck.core.folding import fold
from quarterdeck.core.messages import gettext_noop
from quarterdeck.papers.sheets import Sheet, SheetCell, address

HEAD_WITHIN = 15  # rows from the top; titles and the name of the office stand above the headings
ALIKE = 82  # of 100; below it a heading means nothing known
LONGEST_HEADING = 120


class Field(StrEnum):
    """What a column may hold: a field of the task, or nothing that a task keeps."""

    TEXT = "text"
    LEAD = "lead"
    DUE = "due"
    COOPERATING = "cooperating"
    ACCOUNTABLE = "accountable_post"
    ASSIGNER = "assigner"
    FOLLOWER_UP = "follower_up"
    ACCEPTOR = "acceptor"
    ISSUED_ON = "issued_on"
    RESULT_KIND = "result_kind"
    RESULT = "result"
    EVIDENCE = "evidence"
    DOCUMENT = "document"
    INDICATOR = "indicator"
    STATE = "state"
    CODE = "code"
    LEFT_OUT = "leave_out"


LABELS: Mapping[Field, str] = {
    Field.TEXT: gettext_noop("what is to be done"),
    Field.LEAD: gettext_noop("lead organisation"),
    Field.DUE: gettext_noop("due date"),
    Field.COOPERATING: gettext_noop("cooperating organisations"),
    Field.ACCOUNTABLE: gettext_noop("accountable post"),
    Field.ASSIGNER: gettext_noop("who assigned it"),
    Field.FOLLOWER_UP: gettext_noop("who follows it up"),
    Field.ACCEPTOR: gettext_noop("who accepts the result"),
    Field.ISSUED_ON: gettext_noop("day of issue"),
    Field.RESULT_KIND: gettext_noop("kind of result"),
    Field.RESULT: gettext_noop("result"),
    Field.EVIDENCE: gettext_noop("evidence"),
    Field.DOCUMENT: gettext_noop("number of the document it rests on"),
    Field.INDICATOR: gettext_noop("indicator it is to move"),
    Field.STATE: gettext_noop("state (what is done is left out)"),
    Field.CODE: gettext_noop("code of the task here"),
    Field.LEFT_OUT: gettext_noop("left out"),
}
# What a column may have to say for a row to become a task; everything else can be given for the whole sheet.
NEEDED = (Field.TEXT, Field.LEAD, Field.DUE)
# What may be given once for every row whose cell is empty.
BY_DEFAULT = (
    Field.ASSIGNER, Field.FOLLOWER_UP, Field.ACCEPTOR, Field.RESULT, Field.RESULT_KIND, Field.EVIDENCE,
    Field.DOCUMENT, Field.ISSUED_ON,
)  # fmt: skip
# Fields that name an organisation or a post: what stands in the sheet can be translated once and for all.
NAMES = (Field.LEAD, Field.COOPERATING, Field.ACCOUNTABLE, Field.ASSIGNER, Field.FOLLOWER_UP, Field.ACCEPTOR)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a country pack, folded: headings by field, kinds of results, states in which nothing is left, and
    how the lines below the last task begin. `dated` is the pattern of place and day above a signature, folded."""

    headings: Mapping[Field, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    done: frozenset[str]
    cancelled: frozenset[str]
    evidence: Mapping[str, str]
    result: Mapping[str, str] = field(default_factory=dict)
    below: frozenset[str] = frozenset()
    dated: str = ""

    @classmethod
    def of(cls, read: Mapping[str, Any]) -> "Vocabulary":
        """From sheets.yaml of a pack; `ValueError` for a field that does not exist."""
        folded = {name: frozenset(map(key_of, words)) for name, words in read["headings"].items()}
        return cls(
            {one: folded.get(one.value, frozenset()) for one in map(Field, {*folded, *Field})},
            {kind: frozenset(map(key_of, words)) for kind, words in read["kinds"].items()},
            frozenset(map(key_of, read["done"])), frozenset(map(key_of, read["cancelled"])), dict(read["evidence"]),
            dict(read["result"]),
            frozenset(map(key_of, read.get("below") or ())), read.get("dated", ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """Where the headings stand: `last` is their last row, counted from zero, `names` the heading of each column."""

    last: int
    names: tuple[str, ...]


def key_of(heading: str) -> str:
    """A heading for comparison: folded, without what stands in brackets at its end and without signs."""
    plain = fold(heading).split("(")[0] or fold(heading)
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def likeness(heading: str, vocabulary: Vocabulary) -> tuple[Field, float]:
    """The field whose headings are nearest to this one, and how near, of 100."""
    key = key_of(heading)
    found = [
        (field, max((_near(key, known) for known in words), default=0.0))
        for field, words in vocabulary.headings.items()
    ]
    return max(found, key=lambda one: one[1]) if key else (Field.LEFT_OUT, 0.0)


def _near(key: str, known: str) -> float:
    """How near a heading is to a known one. One that goes on where a known one of several words ends is near it: what
    it speaks of stands first, "nội dung công việc" in "nội dung công việc được giao"."""
    near = max(fuzz.ratio(key, known), fuzz.token_sort_ratio(key, known))
    if " " in known and key.startswith(f"{known} "):
        return max(near, min(ALIKE + len(known) / 2, 99.0))
    return near


def find_head(sheet: Sheet, vocabulary: Vocabulary) -> Head:
    """The headings of a sheet: the row near the top in which most are known, else the fullest one.

    A second row below it belongs to them where it says what stands under a heading of several columns. Raises
    `BadInput` where no row near the top could be one.
    """
    near = sheet.rows[:HEAD_WITHIN]
    row = max(range(len(near)), key=lambda at: (_known(near[at], vocabulary), _words(near[at]), -at))
    if _words(near[row]) < 2:
        raise BadInput(
            gettext_noop("This is not a follow-up sheet: no row near the top names its columns."), place=sheet.source,
            remedy=gettext_noop("Let one of the first 15 rows name what is to be done, who leads and by when."),
        )  # fmt: skip
    if row and _known(near[row - 1], vocabulary) > 1 and _is_second(near[row - 1], near[row], vocabulary):
        row -= 1  # what stands there are the groups of columns
    under = near[row + 1] if row + 1 < len(near) else ()
    if not _is_second(near[row], under, vocabulary):
        return Head(row, _told_apart([_heading(cell) for cell in near[row]]))
    return Head(row + 1, _told_apart(_joined(near[row], under, vocabulary)))


def proposed(names: Sequence[str], vocabulary: Vocabulary) -> tuple[Field, ...]:
    """The field that each heading is proposed to mean, each field once: what is nearest gets it."""
    found = [likeness(name, vocabulary) for name in names]
    taken: dict[Field, int] = {}
    for place in sorted(range(len(found)), key=lambda at: (-found[at][1], at)):
        field, how_near = found[place]
        if how_near >= ALIKE and field is not Field.LEFT_OUT:
            taken.setdefault(field, place)
    return tuple(
        field if taken.get(field) == place else Field.LEFT_OUT for place, (field, _near) in enumerate(found)
    )  # fmt: skip


def _heading(cell: SheetCell) -> str:
    return " ".join(cell.text.split())[:LONGEST_HEADING]


def _words(cells: Sequence[SheetCell]) -> int:
    return sum(bool(cell.text) and cell.number is None for cell in cells)


def _known(cells: Sequence[SheetCell], vocabulary: Vocabulary) -> int:
    return sum(likeness(cell.text, vocabulary)[1] >= ALIKE for cell in cells if cell.text)


def _is_second(above: Sequence[SheetCell], under: Sequence[SheetCell], vocabulary: Vocabulary) -> bool:
    """Whether a row goes on naming columns: something known stands where the row above is empty or spans columns."""
    if any(cell.number is not None for cell in under):
        return False
    new = [cell for head, cell in zip(above, under, strict=False) if cell.text and not head.text]
    alone = [cell for group, head, cell in zip(_groups(above), above, under, strict=False)
             if cell.text and not group and cell.text != head.text]  # fmt: skip
    return _known(new, vocabulary) > 0 or (bool(new) and not alone)


def _groups(above: Sequence[SheetCell]) -> list[str]:
    """For each column the heading above it that spans several, "" where there is none."""
    found: list[str] = []
    for place, cell in enumerate(above):
        spans = place + 1 < len(above) and not above[place + 1].text
        found.append(_heading(cell) if cell.text and spans else "" if cell.text or not found else found[-1])
    return found


def _joined(above: Sequence[SheetCell], under: Sequence[SheetCell], vocabulary: Vocabulary) -> list[str]:
    """What stands lower names its column; a heading above it that spans several is only its group.

    The group is named too where the lower one alone says nothing known, or something else than it means there: the
    result under "how it goes" is how far one has come, not what is to be there at the end.
    """
    names = []
    for group, high, low in zip(_groups(above), above, under, strict=True):
        name = _heading(low) or _heading(high)
        if group and low.text and group != name and not _speaks_for_itself(name, group, vocabulary):
            name = f"{group}: {name}"[:LONGEST_HEADING]
        names.append(name)
    return names


def _speaks_for_itself(name: str, group: str, vocabulary: Vocabulary) -> bool:
    field, near = likeness(name, vocabulary)
    over, known = likeness(group, vocabulary)
    told_otherwise = field is Field.RESULT and over in (Field.STATE, Field.LEFT_OUT) and known >= ALIKE
    return near >= ALIKE and not told_otherwise


def _told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """The headings with the letter of the column where there is none, or where another column has the same."""
    letters = [address(0, place)[:-1] for place in range(len(names))]
    return tuple(
        name if name and name not in names[:place] else f"{name} ({letter})".strip()
        for place, (name, letter) in enumerate(zip(names, letters, strict=True))
    )
