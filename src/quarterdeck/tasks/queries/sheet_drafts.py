"""From a row of a follow-up sheet to the draft of a task, with what its cells name that is on no list."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from quarterdeck.core.clarity import Severity
from quarterdeck.core.errors import BadInput
from quarterdeck.core.folding import fold
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.register import current, find
from quarterdeck.figures.models import Indicator
from quarterdeck.people.models import Organisation, Post
from quarterdeck.prose.citations import read
from quarterdeck.prose.text import language_of
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.clarity import Draft
from quarterdeck.tasks.queries.drafts import LONGEST, day_or_words
from quarterdeck.tasks.queries.sheet_names import Names, Values
from quarterdeck.tasks.rules.sheets import Field, SheetRow, Vocabulary
from quarterdeck.web import packs


@dataclass(frozen=True, slots=True)
class CellRemark:
    """What is wrong with a cell: its address, the row as people count, the field, what stands there, the rule, what to
    do."""

    place: str
    row: int
    field: Field
    code: str
    severity: Severity
    what: Message
    remedy: Message
    said: str = ""


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row as a draft: on which day the task was issued, what it rests on, and what its cells got wrong."""

    row: SheetRow
    draft: Draft
    issued_on: date
    dated: bool
    document: Document | None
    indicator: Indicator | None
    remarks: tuple[CellRemark, ...]
    resting_on: str = ""  # the document as the sheet names it, where the register has none


def vocabulary() -> Vocabulary:
    """The words of the country pack for follow-up sheets."""
    return Vocabulary.of(packs.read(settings.PACK, "sheets.yaml"))


class Reader:
    """Reads rows with the lists of the store. `values` are the translations and defaults of the mapping."""

    def __init__(self, values: Values, by: Actor, today: date) -> None:
        self.choices, self.by, self.today, self.values = Choices(today), by, today, values
        self.names, self.words = Names(self.choices, values), vocabulary()
        self._documents: dict[str, Document | None] = {}
        self._indicators = {fold(name): one for one in Indicator.objects.all()
                            for name in (one.code, one.name_vi, one.name_en) if name}  # fmt: skip

    def read(self, row: SheetRow) -> RowDraft:
        """The draft that the row makes; nothing is refused yet."""
        found: list[CellRemark] = []
        text = row.text(Field.TEXT)[:LONGEST]
        lead = self._lead(row, found)
        issued_on, dated = self._issued_on(row, found)
        posts = self._posts(row, lead, found)
        document, indicator = self._document(row, found), self._indicator(row, found)
        draft = Draft(
            text=text, language=language_of(text, "vi"), lead=lead, cooperating=self._cooperating(row, lead, found),
            due=self._due(row), result_kind=self._kind(row), result=self.said(row, Field.RESULT)[:LONGEST],
            evidence=self.said(row, Field.EVIDENCE)[:LONGEST], linked=bool(document or indicator), document=document,
            indicator=indicator, **posts,
        )  # fmt: skip
        resting_on = "" if document else self.said(row, Field.DOCUMENT)
        return RowDraft(row, draft, issued_on, dated, document, indicator, tuple(found), resting_on)

    def said(self, row: SheetRow, field: Field) -> str:
        """What a cell says, translated by the mapping, or the default of the mapping where it is empty."""
        return self.names.said(field, row.text(field)).strip()

    def _lead(self, row: SheetRow, found: list[CellRemark]) -> Organisation | None:
        named = self.names.bodies(Field.LEAD, row.text(Field.LEAD))
        if len(named.bodies) > 1:
            names = "; ".join(one.name_vi for one in named.bodies)
            found.append(_remark(
                row, Field.LEAD, "R1", Severity.BLOCKS,
                Message(gettext_noop("Two organisations cannot lead one task: {names}."), {"names": names}),
                Message(gettext_noop("Leave “{first}” as the lead and name the others as cooperating."),
                        {"first": named.bodies[0].name_vi}),
            ))  # fmt: skip
            return None
        if named.collective:
            found.append(_remark(
                row, Field.LEAD, "P4", Severity.BLOCKS,
                Message(gettext_noop("“{group}” is no organisation: nobody would answer for it."),
                        {"group": named.collective}),
                Message(gettext_noop("Name the one body that leads, or issue one task to each unit with the form.")),
            ))  # fmt: skip
        elif named.unknown:
            found.append(self._unknown(row, Field.LEAD, named.unknown[0], "R1", Severity.BLOCKS))
        return named.bodies[0] if named.bodies and not named.unknown else None

    def _cooperating(
        self, row: SheetRow, lead: Organisation | None, found: list[CellRemark]
    ) -> tuple[Organisation, ...]:  # fmt: skip
        named = self.names.bodies(Field.COOPERATING, row.text(Field.COOPERATING))
        found += [self._unknown(row, Field.COOPERATING, one, "R2", Severity.WARNS) for one in named.unknown]
        return tuple(one for one in named.bodies if one != lead)

    def _posts(self, row: SheetRow, lead: Organisation | None, found: list[CellRemark]) -> dict[str, Post | None]:
        """Who is named, and where nobody is, who is usual."""
        posts: dict[str, Post | None] = {}
        for field, code in ((Field.ACCOUNTABLE, "P1"), (Field.ASSIGNER, "P3"), (Field.FOLLOWER_UP, "R3"),
                            (Field.ACCEPTOR, "K2")):  # fmt: skip
            posts[field.value], unknown = self.names.post(field, row.text(field))
            if unknown:
                found.append(self._unknown(row, field, unknown, code, Severity.BLOCKS))
        missing = {remark.field.value for remark in found}
        usual = {
            "accountable_post": lambda: self.choices.head_of(lead),
            "assigner": lambda: self._only(self.choices.assigners(self.by.post)),
            "follower_up": lambda: self.choices.follower_up(self.by.post, lead),
            "acceptor": lambda: self.choices.acceptor(posts["assigner"], lead),
        }
        for name, of in usual.items():
            if posts[name] is None and name not in missing:
                posts[name] = of()
        return posts

    @staticmethod
    def _only(found: list[Post]) -> Post | None:
        return found[0] if len(found) == 1 else None

    def _due(self, row: SheetRow) -> date | str | None:
        return day_or_words(" ".join(self.said(row, Field.DUE).split()))

    def _issued_on(self, row: SheetRow, found: list[CellRemark]) -> tuple[date, bool]:
        said = day_or_words(self.said(row, Field.ISSUED_ON))
        if said is None:
            return self.today, False
        if isinstance(said, date) and said <= self.today:
            return said, True
        what = (
            Message(gettext_noop("A task cannot have been issued after today.")) if isinstance(said, date)
            else Message(gettext_noop("“{words}” is no day."), {"words": said})
        )  # fmt: skip
        remedy = Message(gettext_noop("Write the day of issue, e.g. 15/03/2024."))
        found.append(_remark(row, Field.ISSUED_ON, "T1", Severity.BLOCKS, what, remedy))
        return self.today, False

    def _kind(self, row: SheetRow) -> str:
        said = " ".join(fold(self.said(row, Field.RESULT_KIND)).split())
        return next((kind for kind, words in self.words.kinds.items() if said == kind or said in words), "")

    def _document(self, row: SheetRow, found: list[CellRemark]) -> Document | None:
        number = self.said(row, Field.DOCUMENT)
        if not number:
            return None
        if number not in self._documents:
            self._documents[number] = _registered(number)
        document = self._documents[number]
        if document is None:
            found.append(_remark(
                row, Field.DOCUMENT, "K5", Severity.WARNS,
                Message(gettext_noop("The register has no document {number}."), {"number": number}),
                self._register_first(number),
            ))  # fmt: skip
        return document

    @staticmethod
    def _register_first(number: str) -> Message:
        near = _nearest(number)
        if near is None:
            return Message(gettext_noop("Register it first; otherwise the history of the task only keeps its number."))
        said = gettext_noop("Perhaps {number} is meant: write it so, or register the document first; otherwise the "
                            "history of the task only keeps its number.")  # fmt: skip
        return Message(said, {"number": near.number})

    def _indicator(self, row: SheetRow, found: list[CellRemark]) -> Indicator | None:
        said = self.said(row, Field.INDICATOR)
        known = self._indicators.get(fold(said))
        if said and known is None:
            found.append(_remark(
                row, Field.INDICATOR, "K5", Severity.WARNS,
                Message(gettext_noop("There is no indicator “{name}”."), {"name": said}),
                Message(gettext_noop("Write its code or its name as the catalogue has it, or leave the cell empty.")),
            ))  # fmt: skip
        return known

    def _unknown(self, row: SheetRow, field: Field, said: str, code: str, severity: Severity) -> CellRemark:
        near = self.names.nearest(field, said)
        remedy = (
            Message(gettext_noop("Say below the columns whom it means, for instance “{near}”; it is remembered."),
                    {"near": near})
            if near
            else Message(gettext_noop("Say below the columns whom it means, or name one from the lists here."))
        )  # fmt: skip
        what = Message(gettext_noop("“{name}” is not on the list."), {"name": said})
        return _remark(row, field, code, severity, what, remedy)


def _registered(said: str) -> Document | None:
    """The document that a cell names by its number, also among other words: "KH số 12/KH-UBND ngày 3/4/2024"."""
    for number in (said, *(one.number for one in read(said))):
        try:
            found = find(number)
        except BadInput:  # what stands in the cell is no number of a document
            continue
        if found:
            return found[-1]
    return None


def _nearest(said: str) -> Document | None:
    """The newest document of the register whose number begins with the same number and letters of a type."""
    number = next((one.number for one in read(said)), said)
    head = number.split("-")[0].strip()
    fits = "/" in head and head.split("/")[0].isdigit()
    return current().filter(number__istartswith=f"{head}-").order_by("-signed_on").first() if fits else None


def _remark(row: SheetRow, field: Field, code: str, severity: Severity, what: Message, remedy: Message) -> CellRemark:
    return CellRemark(row.place(field), row.number, field, code, severity, what, remedy, row.stands(field))
