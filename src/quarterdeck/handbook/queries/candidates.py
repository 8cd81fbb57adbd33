"""What may become an entry: answers to difficulties that no entry holds yet, with what the form starts with."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from quarterdeck.core.errors import BadInput
from quarterdeck.difficulties.models import Call, CallReply, Difficulty
from quarterdeck.documents.queries.citing import cite_if_registered
from quarterdeck.handbook import rules
from quarterdeck.handbook.models import Entry, Use
from quarterdeck.handbook.queries.pack import topics
from quarterdeck.people.models import Post
from quarterdeck.prose.citations import read
from quarterdeck.web.searching import holding

MOST_CITED = 10


@dataclass(frozen=True, slots=True)
class Start:
    """What a new entry starts with; `basis` is a line for each document that the answer cites."""

    question_vi: str = ""
    question_en: str = ""
    answer_vi: str = ""
    answer_en: str = ""
    basis: str = ""
    topic: str = ""
    valid_until: date | None = None
    answered_by: Post | None = None
    difficulty: Difficulty | None = None


def candidates(search: str = "", call: str = "") -> QuerySet[Difficulty]:
    """Difficulties that were answered and that no entry is made of and none answered, the latest answer first."""
    found = Difficulty.objects.filter(answered_on__isnull=False).exclude(answer_vi="")
    made = Entry.objects.filter(difficulty__isnull=False).exclude(state=Entry.WITHDRAWN)
    found = found.exclude(pk__in=made.values("difficulty"))
    found = found.exclude(pk__in=Use.objects.filter(kind=Use.ANSWERED).values("difficulty"))
    found = found.filter(holding(search))
    if call:
        found = found.filter(pk__in=of_call(call))
    found = found.select_related("answered_by__organisation").prefetch_related("raised_by")
    return found.order_by("-answered_on", "code")


def of_call(code: str) -> QuerySet[Difficulty]:
    """The difficulties that units sent in reply to a call."""
    replies = CallReply.objects.filter(call__code=code)
    return Difficulty.objects.filter(call_replies__in=replies)


def calls() -> list[Call]:
    """Calls that brought any difficulty, the newest first."""
    return list(Call.objects.filter(replies__difficulties__isnull=False).distinct().order_by("-opened_on", "-code"))


def start_from(one: Difficulty) -> Start:
    """What an entry made of a difficulty starts with: the matter, the answer, what it cites, the likely topic."""
    said = f"{one.matter_vi} {one.answer_vi}"
    return Start(
        question_vi=one.matter_vi, question_en=one.matter_en, answer_vi=one.answer_vi, answer_en=one.answer_en,
        basis="\n".join(_grounds(one)), topic=rules.topic_of(said, topics()), valid_until=one.answer_valid_until,
        answered_by=one.answered_by, difficulty=one,
    )  # fmt: skip


def _grounds(one: Difficulty) -> list[str]:
    """The document of the answer, its ground as cited, and what its text cites: each document once."""
    lines = [one.answer_document.number] if one.answer_document else []
    lines += [line.strip() for line in one.answer_ground.splitlines() if line.strip()]
    known = {key for line in lines if (key := _entry(line))}
    for found in read(one.answer_vi, "vi")[:MOST_CITED]:
        key = _entry(found.number)
        if found.number and (key is None or key not in known):
            lines.append(" ".join(filter(None, (found.type, found.number))))
            known |= {key} if key else set()
    return list(dict.fromkeys(lines))


def _entry(text: str) -> int | None:
    """The root of the document that a line names; None where it names none, or which one is not clear."""
    try:
        found = cite_if_registered(text)
    except BadInput:
        return None
    return found.document.root if found else None
