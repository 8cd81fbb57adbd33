"""What is known of a task before it is checked, and what the check says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

_LOCAL_DAY = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")


class Severity(StrEnum):
    """What a finding does: it blocks issuing, warns (a named person may override it), or only informs."""

    BLOCKS = "B"
    WARNS = "W"
    INFORMS = "I"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not clear.

    `code` is that of the test (T1, V-time), `case` the particular way it failed ("missing"), `criterion` the
    clear it belongs to (people, work, progress, responsibility, result; "words" for vague words).
    `start` and `end` are the half-open place in the text, None where nothing in the text is at fault.
    `message` says why, `proposal` what to do.
    """

    code: str
    case: str
    criterion: str
    severity: Severity
    start: int | None
    end: int | None
    message: Message
    proposal: Message


@dataclass(frozen=True, slots=True)
class Understood:
    """What the fields and the text say together; the field wins. Empty or None where neither says it.

    `act` are the words of the act with its object, as the text has them.
    """

    accountable_post: str
    lead: str
    cooperating: tuple[str, ...]
    due: date | None
    result_kind: str
    result: str
    evidence: str
    acceptor: str
    follower_up: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of the check. A task may be issued when nothing blocks.

    `proposal` is the task written again with what is known filled in and the rest in square brackets, in the
    language of the text; empty where there is nothing to propose.
    """

    blocking: tuple[Finding, ...]
    warn: tuple[Finding, ...]
    info: tuple[Finding, ...]
    due: date | None
    lead: str | None
    proposal: str
    understood: Understood

    @property
    def is_clear(self) -> bool:
        """Whether the task may be issued."""
        return not self.blocking


def codes(findings: Sequence[Finding]) -> list[str]:
    """The codes of findings, each once, in their order."""
    return list(dict.fromkeys(finding.code for finding in findings))


@dataclass(frozen=True, slots=True)
class Context:
    """The fields of the task form; each may be empty. Fields are the truth, the text is compared with them.

    `accountable_post`, `lead` and `cooperating` keep every name given, since one too many is a finding.
    `due` is as given: a date, or words to be read like the text's.
    """

    issued_on: date | None = None
    accountable_post: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    due: date | str | None = None
    result_kind: str = ""
    result: str = ""
    evidence: str = ""
    acceptor: str = ""
    follower_up: str = ""

    @classmethod
    def of(cls, values: Mapping[str, object]) -> "Context":
        """Read a mapping of field names; unknown names are ignored, null is empty.

        Raises `BadInput` naming the field whose value has the wrong type.
        """
        read: dict[str, object] = {}
        for field in fields(cls):
            value = values.get(field.name)
            if value is None or value == "":
                continue
            if field.name == "issued_on":
                read[field.name] = _day(value)
            elif field.name == "due":
                read[field.name] = _due(value, field.name)
            elif field.name in ("accountable_post", "lead", "cooperating"):
                read[field.name] = _names(value, field.name)
            else:
                read[field.name] = "; ".join(_names(value, field.name))
        return cls(**read)  # type: ignore[arg-type]  # each value was read for its own field


def _names(value: object, field: str) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
        raise BadInput(
            gettext_noop("A text or a list of texts is expected."),
            place=f"context.{field}",
            remedy=gettext_noop("Put it in quotation marks."),
        )
    return tuple(one.strip() for one in listed if one.strip())


def _due(value: object, field: str) -> date | str:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date | str):
        return value
    raise BadInput(
        gettext_noop("A date is expected."),
        place=f"context.{field}",
        remedy=gettext_noop("Write it as YYYY-MM-DD, e.g. 2024-04-15."),
    )


def _day(value: object) -> date:
    day = _due(value, "issued_on")
    if isinstance(day, date):
        return day
    local = _LOCAL_DAY.fullmatch(day.strip())
    try:
        if local:
            return date(int(local["year"]), int(local["month"]), int(local["day"]))
        return datetime.fromisoformat(day.strip()).date()
    except ValueError as error:
        raise BadInput(
            Message(gettext_noop("{value} is not a date."), {"value": repr(value)}),
            place="context.issued_on",
            remedy=gettext_noop("Write it as YYYY-MM-DD, e.g. 2024-04-15."),
        ) from error
