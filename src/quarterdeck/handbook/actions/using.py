"""Say whether an answer helped, and answer a difficulty with one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation

from quarterdeck.core.errors import BadInput, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.difficulties.actions import answer_difficulty
from quarterdeck.difficulties.actions.answering import Basis
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.handbook import rules
from quarterdeck.handbook.actions.moving import signed
from quarterdeck.handbook.models import Entry, Use
from quarterdeck.handbook.queries.entries import grounds, row, said_of
from quarterdeck.people.models import Post
from quarterdeck.people.queries import post as post_of

LONGEST_GROUND = 1000


@transaction.atomic
def record_use(*, entry: Entry, solved: bool, note: str = "", by: Actor, at: datetime) -> Use:
    """A post says whether a published answer solved its matter; that it did not is said with what remains.

    What a post says later counts instead of what it said before; the same said twice is kept once.
    """
    require(by, Right.READ)
    note = note.strip()
    if not by.post:
        raise Refused(gettext_noop("Only who acts as a post can say whether an answer helped."),
                      remedy=gettext_noop("Sign in with an account that holds a post."))  # fmt: skip
    _require_published(entry)
    if not solved and not note:
        raise BadInput(gettext_noop("Say what the answer left unsolved."), place="note",
                       remedy=gettext_noop("One sentence is enough; the curators read it."))  # fmt: skip
    refuse_secret(note.splitlines()[:3], place="note")
    kind, last = Use.SOLVED if solved else Use.UNSOLVED, said_of(entry, by.post)
    if last and (last.kind, last.note, last.wording) == (kind, note, entry.wording):
        return last
    own = post_of(by.post)
    return Use.objects.create(
        entry=entry, wording=entry.wording, kind=kind, organisation=own.organisation, post=own, note=note, at=at,
        by=signed(by),
    )  # fmt: skip


@transaction.atomic
def answer_from_entry(
    *, difficulty: Difficulty, entry: Entry, answer_vi: str, answer_en: str = "", answered_by: Post, version: int,
    by: Actor, at: datetime,
) -> Difficulty:  # fmt: skip
    """Answer a difficulty with what the handbook says, perhaps worded for the case; the use is counted.

    An entry that is to be checked again, or is no longer valid, is no answer (`BadInput`).
    """
    _require_published(entry)
    standing = row(entry, timezone.localdate(at)).standing
    if standing in rules.DOUBTFUL:
        raise BadInput(
            Message(gettext_noop("Entry {number} cannot be given as an answer: {standing}."),
                    {"number": entry.number, "standing": Message(rules.STANDINGS[standing])}),
            remedy=gettext_noop("Let a curator check it first, or answer in your own words."),
        )  # fmt: skip
    done = answer_difficulty(
        difficulty=difficulty, answer_vi=answer_vi, answer_en=answer_en, answered_by=answered_by,
        basis=_basis(entry), version=version, by=by, at=at,
    )  # fmt: skip
    if not entry.uses.filter(kind=Use.ANSWERED, difficulty=difficulty).exists():
        Use.objects.create(
            entry=entry, wording=entry.wording, kind=Use.ANSWERED, organisation=answered_by.organisation,
            post=answered_by, difficulty=difficulty, at=at, by=signed(by),
        )  # fmt: skip
    return done


def _basis(entry: Entry) -> Basis:
    """What the answer rests on: the grounds of the entry, the first document among them, its last day."""
    found = grounds(entry)
    document = next((ground.cited.document for ground in found if ground.cited), None)
    with translation.override("vi"):
        named = "; ".join(ground.label for ground in found)
    return Basis(named[:LONGEST_GROUND], document, entry.valid_until)


def _require_published(entry: Entry) -> None:
    if entry.state != Entry.PUBLISHED:
        raise BadInput(
            Message(gettext_noop("Entry {number} is not published."), {"number": entry.number}),
            remedy=gettext_noop("Only published answers are used."),
        )  # fmt: skip
