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
    """The day and the lead that the paragraphs of one conclusion give otherwise; `labels` are the words before the
    lead, the due date and the result ("Chủ trì")."""
    both = [one for one in changes if one.kind == "changed"]
    before = " ".join(one.generated for one in both)
    after = " ".join(" ".join(part.text for part in one.after) for one in both)
    return Moved(_due(before, labels), _due(after, labels), _lead(before, labels), _lead(after, labels))


def _due(text: str, labels: Mapping[str, str]) -> date | None:
    """The day after the label of the due date, else the only day that the text names.

    >>> _due("Chủ trì: Sở Tài chính. Thời hạn: 15/04/2024. Kết quả: x", {"due": "Thời hạn", "result": "Kết quả"})
    datetime.date(2024, 4, 15)
    """
    _before, label, after = text.rpartition(f"{labels['due']}:")
    labelled = after.partition(f"{labels['result']}:")[0] if label else ""
    found = {day for one in _DAYS.finditer(labelled or text) if (day := _day(one)) is not None}
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
