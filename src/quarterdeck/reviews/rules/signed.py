"""What a signed notice says of a task otherwise than the generated one: its last day, or who leads it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quarterdeck.reviews.rules.difference import Change

# What became of a conclusion in the signed notice.
Fate = Literal["same", "changed", "dropped"]
_DAYS = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Moved:
    """A day or a lead as generated and as signed; a side is empty where it names none, or more than one."""

    due_before: date | None = None
    due_after: date | None = None
    lead_before: str = ""
    lead_after: str = ""

    @property
    def due(self) -> date | None:
        """The new last day, where there is one and it is another."""
        return self.due_after if self.due_after != self.due_before else None

    @property
    def lead(self) -> str:
        """The new lead, where there is one and it is another."""
        return self.lead_after if self.lead_after != self.lead_before else ""

    def __bool__(self) -> bool:
        return self.due is not None or bool(self.lead)


def fate(changes: Iterable[Change]) -> Fate:
    """What became of the paragraphs of one conclusion: all gone, any of them changed, or the same.

    None at all, because the generated notice did not hold it, is the same.
    """
    kinds = {one.kind for one in changes}
    if kinds == {"removed"}:
        return "dropped"
    return "changed" if kinds & {"removed", "changed"} else "same"


def moved(changes: Iterable[Change], labels: Mapping[str, str]) -> Moved:
    """The day and the lead that the paragraphs of one conclusion give otherwise: those after their labels, or the only
    day among the words that were changed. `labels` are the words before lead, due date and result ("Chủ trì")."""
    both = [one for one in changes if one.kind == "changed"]
    before = " ".join(one.generated for one in both)
    after = " ".join(part.text for one in both for part in one.after)
    gone = " ".join(part.text for one in both for part in one.before if part.mark)
    new = " ".join(part.text for one in both for part in one.after if part.mark)
    return Moved(
        _labelled(before, labels) or _only_day(gone), _labelled(after, labels) or _only_day(new),
        _lead(before, labels), _lead(after, labels),
    )  # fmt: skip


def _labelled(text: str, labels: Mapping[str, str]) -> date | None:
    """The day after the label of the due date.

    >>> _labelled("Chủ trì: Sở Tài chính. Thời hạn: 15/04/2024. Kết quả: x", {"due": "Thời hạn", "result": "Kết quả"})
    datetime.date(2024, 4, 15)
    """
    after = text.rpartition(f"{labels['due']}:")[2] if f"{labels['due']}:" in text else ""
    return _only_day(after.partition(f"{labels['result']}:")[0])


def _only_day(text: str) -> date | None:
    """The only day that a text names; None where there is none or more than one."""
    found = {day for one in _DAYS.finditer(text) if (day := _day(one)) is not None}
    return found.pop() if len(found) == 1 else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _lead(text: str, labels: Mapping[str, str]) -> str:
    """The name after the label of the lead, up to the next label.

    >>> _lead("Chủ trì: Sở Tài chính. Thời hạn: 15/04/2024.", {"lead": "Chủ trì", "due": "Thời hạn"})
    'Sở Tài chính'
    """
    after = text.rpartition(f"{labels['lead']}:")[2] if f"{labels['lead']}:" in text else ""
    return after.partition(f"{labels['due']}:")[0].strip(" .;")
