"""What is odd about a number while it is typed: against its series, the day of signing, and the past of its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.bodies import body_called, keeps_register_of
from quarterdeck.documents.queries.numbers import Reading
from quarterdeck.documents.queries.series import remarks


@dataclass(frozen=True, slots=True)
class Typed:
    """What of a document is typed so far; the entry that it corrects, if any."""

    reading: Reading
    type_code: str = ""
    signed_on: date | None = None
    issuer_vi: str = ""
    direction: str = ""
    corrects: Document | None = None


def warnings(typed: Typed, by: Actor, today: date) -> Sequence[Message]:
    """What to look at before it is registered; nothing of it hinders the register."""
    reading, day = typed.reading, typed.signed_on
    found = []
    if day and day > today:
        found.append(Message(gettext_noop("The day of signing, {day}, lies in the future."), {"day": day}))
    if day and reading.year and day.year != reading.year:
        found.append(Message(gettext_noop("The number is of {year}, the day of signing is not."),
                             {"year": reading.year}))  # fmt: skip
    if reading.year and reading.year > today.year:
        found.append(Message(gettext_noop("The number is of {year}, which has not begun."), {"year": reading.year}))
    return [*found, *(remarks(_as_document(typed, by, today)) if reading.parsed and reading.ordinal else ())]


def _as_document(typed: Typed, by: Actor, today: date) -> Document:
    """The document as it would stand in its series, not stored."""
    reading, issuer = typed.reading, " ".join(typed.issuer_vi.split())
    day = typed.signed_on or (date(reading.year, 1, 1) if reading.year else today)
    body = body_called(issuer, day) if issuer else None
    ours = bool(body and keeps_register_of(by, body))
    codes = reading.type_codes
    return Document(
        pk=0, number=reading.number, key=reading.key, ordinal=reading.ordinal, letters=reading.issuer,
        family=reading.family, type_code=typed.type_code or (codes[0] if len(codes) == 1 else ""), issuer_vi=issuer,
        signed_on=day, direction=typed.direction or (Document.OUTGOING if ours else Document.INCOMING),
        first_id=typed.corrects.root if typed.corrects else None,
    )  # fmt: skip
