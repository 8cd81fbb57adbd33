"""Draft entries, change them, publish them."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.folding import searchable
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.queries.citing import Cited, cite_if_registered
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.handbook import rules
from quarterdeck.handbook.actions.moving import lock, note, require_move, require_second, signed
from quarterdeck.handbook.models import Basis, Check, Entry, Wording
from quarterdeck.handbook.queries.candidates import start_from
from quarterdeck.handbook.queries.grounds import touches
from quarterdeck.handbook.queries.pack import topics
from quarterdeck.handbook.queries.resting import named_grounds
from quarterdeck.people.models import Post
from quarterdeck.people.queries import post as post_of

MOST_GROUNDS = 20
LONGEST_GROUND = 300
_ENTRY = re.compile(r"\s*#\s*\d{1,18}\b")


@dataclass(frozen=True, slots=True)
class Words:
    """What an entry says. `basis` holds a legal ground in each line, as it is cited.

    Where none is cited `no_ground` says why, and `no_ground_post` is the post (by code) that answers for that.
    """

    question_vi: str
    answer_vi: str
    question_en: str = ""
    answer_en: str = ""
    topic: str = ""
    basis: str = ""
    valid_until: date | None = None
    no_ground: str = ""
    no_ground_post: str = ""


@transaction.atomic
def draft_entry(
    *, words: Words, answered_by: Post | None = None, difficulty: Difficulty | None = None, form_key: str = "",
    by: Actor, at: datetime,
) -> Entry:  # fmt: skip
    """Draft an entry; it gets its number at once and keeps it. The same form sent twice drafts one.

    `difficulty` is the one whose answer it is; it has one entry at most that is not withdrawn (`Conflict`).
    """
    require(by, Right.ANSWER_DIFFICULTY)
    if form_key and (sent := Entry.objects.filter(form_key=form_key).first()):
        return sent
    kept = _whole(words)
    _require_first(difficulty)
    made = _store(
        **kept, answered_by=answered_by, difficulty=difficulty, form_key=form_key or None, made_at=at,
        made_by=signed(by), folded=_folded(words), worded_user=by.user_id, worded_by=signed(by),
    )  # fmt: skip
    _set_basis(made, words.basis)
    note("drafted", made, by, at, **({"difficulty": difficulty.code} if difficulty else {}))
    return made


def _require_first(difficulty: Difficulty | None) -> None:
    taken = difficulty and difficulty.handbook_entries.exclude(state=Entry.WITHDRAWN).first()
    if difficulty and taken:
        raise Conflict(
            Message(gettext_noop("The answer to {code} is in the handbook already, as entry {number}."),
                    {"code": difficulty.code, "number": taken.number}),
            remedy=gettext_noop("Open that entry and word it anew where it has to be."),
        )  # fmt: skip


@transaction.atomic
def draft_from_answers(*, difficulties: Sequence[Difficulty], by: Actor, at: datetime) -> list[Entry]:
    """A draft of each answered difficulty that has none yet, all or nothing; one line in the record for each."""
    require(by, Right.ANSWER_DIFFICULTY)
    starts = [start_from(one) for one in difficulties]
    return [
        draft_entry(
            words=Words(start.question_vi, start.answer_vi, start.question_en, start.answer_en, start.topic,
                        start.basis, start.valid_until),
            answered_by=start.answered_by, difficulty=start.difficulty, by=by, at=at,
        )
        for start in starts
    ]  # fmt: skip


@transaction.atomic
def save_entry(
    *, entry: Entry, words: Words, reason: str = "", answered_by: Post | None = None, version: int, by: Actor,
    at: datetime,
) -> Entry:  # fmt: skip
    """Change a draft, or word a published entry anew, with the reason; every wording that was published is kept.

    To word it anew is to have looked at all that was done to its grounds. `Conflict` where somebody saved meanwhile.
    A second person confirms the new words before they are relied on (`confirm_wording`).
    """
    require(by, Right.CURATE_HANDBOOK if entry.state == Entry.PUBLISHED else Right.ANSWER_DIFFICULTY)
    now = lock(entry, version)
    kept, reason = _whole(words), reason.strip()
    if now.state == Entry.WITHDRAWN:
        require_move(now, Entry.PUBLISHED)
    published = now.state == Entry.PUBLISHED
    if published:
        require(by, Right.CURATE_HANDBOOK)
        _require_reason(reason)
        _require_valid(words.valid_until, timezone.localdate(at))
    changed = {
        **kept, "answered_by": answered_by or now.answered_by, "folded": _folded(words), "worded_user": by.user_id,
        "worded_by": signed(by), "confirmed_by": "", "confirmed_at": None,
    }  # fmt: skip
    for name, value in changed.items():
        setattr(now, name, value)
    now.version += 1
    if published:
        _see_all(now, reason, by, at)
    _set_basis(now, words.basis)
    if published:
        require_ground(now)
        _keep_wording(now, reason, by, at)
    now.save()
    note("reworded" if published else "changed", now, by, at, reason=reason)
    return now


@transaction.atomic
def publish_entry(*, entry: Entry, version: int, by: Actor, at: datetime) -> Entry:
    """Publish a draft: from now on it is found by everybody and stands in the next edition. Twice changes nothing.

    It needs a legal ground, or the reason of a named post for having none, and two persons: who publishes did not word
    it, or a second person has confirmed it.
    """
    require(by, Right.CURATE_HANDBOOK)
    if entry.state == Entry.PUBLISHED and entry.version == version + 1:
        return entry
    now = lock(entry, version)
    require_move(now, Entry.PUBLISHED)
    if now.state == Entry.PUBLISHED:
        return now
    _require_valid(now.valid_until, timezone.localdate(at))
    require_ground(now)
    if not now.confirmed_by:
        require_second(now, by)
        now.confirmed_by, now.confirmed_at = signed(by), at
    now.state, now.version = Entry.PUBLISHED, now.version + 1
    _keep_wording(now, "", by, at)
    now.save()
    note("published", now, by, at)
    return now


def _whole(words: Words) -> dict[str, Any]:
    """The fields of an entry, trimmed; `BadInput` names what is missing, `Secret` a mark of secrecy."""
    kept = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(words).items()}
    kept.pop("basis")
    code = kept.pop("no_ground_post")
    kept["no_ground_post"] = post_of(code) if code and kept["no_ground"] else None
    for name, told in (("question_vi", gettext_noop("The question is empty.")),
                       ("answer_vi", gettext_noop("The answer is empty."))):  # fmt: skip
        if not kept[name]:
            raise BadInput(told, place=name, remedy=gettext_noop("Write it in Vietnamese; English may follow later."))
        refuse_secret(kept[name].splitlines()[:3], place=name)
    kept["topic"] = kept["topic"] or rules.topic_of(f"{words.question_vi} {words.answer_vi}", topics())
    if kept["topic"] not in {one["code"] for one in topics()}:
        raise BadInput(gettext_noop("The handbook has no such topic."), place="topic",
                       remedy=gettext_noop("Choose one from the list."))  # fmt: skip
    return kept


def _require_valid(until: date | None, today: date) -> None:
    if until is not None and until < today:
        raise BadInput(
            Message(gettext_noop("The last day of the answer, {day}, has passed."), {"day": until}),
            remedy=gettext_noop("Give a later day or none, or withdraw the entry."), place="valid_until",
        )  # fmt: skip


def _require_reason(reason: str) -> None:
    if not reason:
        raise BadInput(gettext_noop("What was published is worded anew with a reason only."), place="reason",
                       remedy=gettext_noop("Say what changed, e.g. which law replaced which."))  # fmt: skip


def _store(**fields: Any) -> Entry:
    for _attempt in range(5):
        number = int(Entry.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                return Entry.objects.create(number=number, **fields)
        except IntegrityError:
            continue
    raise Conflict(gettext_noop("The entry could not be numbered."), remedy=gettext_noop("Send the form once more."))


def _folded(words: Words) -> str:
    return searchable(words.question_vi, words.question_en, words.answer_vi, words.answer_en, words.basis)


def _set_basis(entry: Entry, text: str) -> None:
    """The grounds anew; a line that names no document of the register is kept in its words alone.

    A line that names a document that is there but not that paragraph, or one of several, is refused.
    """
    lines = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    if len(lines) > MOST_GROUNDS or any(len(line) > LONGEST_GROUND for line in lines):
        raise BadInput(
            Message(gettext_noop("An answer has at most {most} grounds of at most {longest} characters each."),
                    {"most": MOST_GROUNDS, "longest": LONGEST_GROUND}),
            remedy=gettext_noop("Cite the documents that decide the matter."), place="basis",
        )  # fmt: skip
    entry.basis.all().delete()
    Basis.objects.bulk_create([_basis(entry, place, line) for place, line in enumerate(lines, 1)])


def _basis(entry: Entry, place: int, line: str) -> Basis:
    found = cite_if_registered(line, "basis")
    if found is None:
        return Basis(entry=entry, position=place, words=line)
    paragraph = found.paragraph.number if found.paragraph else None
    return Basis(
        entry=entry, position=place, document=found.document, paragraph=paragraph, words=_readable(line, found)
    )


def _readable(line: str, found: Cited) -> str:
    """The ground as a book prints it: as it was written, an address or a running number as the part it leads to."""
    if "/documents/" in line or "¶" in line:
        with translation.override("vi"):
            return found.label[:LONGEST_GROUND]
    return _ENTRY.sub("", line)


def _see_all(now: Entry, reason: str, by: Actor, at: datetime) -> None:
    """Whoever words it anew has looked at what was done to its grounds so far."""
    Check.objects.bulk_create(
        Check(entry=now, relation=touch.relation, outcome=Check.REWORDED, note=reason, at=at, by=signed(by))
        for touch in touches([now.pk]).get(now.pk, ())
    )


def _keep_wording(now: Entry, reason: str, by: Actor, at: datetime) -> None:
    """What is published from now on, for good."""
    now.wording += 1
    post = now.answered_by
    said = {
        f"answered_{lang}": _named(getattr(post, f"name_{lang}"), getattr(post.organisation, f"name_{lang}"))[:400]
        for lang in ("vi", "en")
        if post
    }
    Wording.objects.create(
        entry=now, number=now.wording, topic=now.topic, question_vi=now.question_vi, question_en=now.question_en,
        answer_vi=now.answer_vi, answer_en=now.answer_en, valid_until=now.valid_until, reason=reason, at=at,
        by=signed(by), basis=_grounds_kept(now), **said,
    )  # fmt: skip


def _named(post: str, body: str) -> str:
    """A post with its body, which many posts are named after already."""
    return post if body in post else f"{post}, {body}"


def _grounds_kept(now: Entry) -> list[list[Any]]:
    """The grounds as a wording keeps them; where none is cited, why not and who answers for that."""
    kept: list[list[Any]] = [[one.words, one.document_id, one.paragraph] for one in now.basis.all()]
    if now.no_ground and now.no_ground_post:
        told = []
        for lang in ("vi", "en"):
            with translation.override(lang):
                said = _("no document is cited: {reason} ({post})")
            told.append(said.format(reason=now.no_ground, post=getattr(now.no_ground_post, f"name_{lang}")))
        kept.append([told[0], None, None, told[1]])
    return kept


def require_ground(now: Entry) -> None:
    """`BadInput` where an entry rests on no ground and no named post says why."""
    if named_grounds(now) or (now.no_ground and now.no_ground_post):
        return
    raise BadInput(
        gettext_noop("An entry is published with its legal ground: a document of the register or a law named."),
        remedy=gettext_noop("Cite it; where none is needed, say why and which post answers for that."), place="basis",
    )  # fmt: skip
