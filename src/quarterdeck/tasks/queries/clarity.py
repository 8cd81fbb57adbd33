"""What is not clear about a task that is being written: the text check of core with the posts of this store."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TypeVar

from django.conf import settings

from quarterdeck.core.clarity import Context, Finding, Profile, Severity, Verdict, check, codes, profile_from_pack
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Indicator
from quarterdeck.people.models import Organisation, Post
from quarterdeck.prose.lexicon import LANGUAGES, clarity_lexicon
from quarterdeck.prose.text import language_of
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.rules.clear import CHOSEN, Facts, of_store
from quarterdeck.tasks.rules.explain import Dated, clarify_by
from quarterdeck.web import packs

PROFILE = "clarity/five-clear.yaml"
Named = TypeVar("Named", Post, Organisation)


@dataclass(frozen=True)
class Draft:
    """A task that is being written; anything may still be missing.

    `language` is that of `text`, `result` and `evidence`. `due` is a date, or the words typed where they are none.
    `unknown` holds by field what was typed and is on no list.
    """

    text: str
    language: str
    assigner: Post | None = None
    accountable_post: Post | None = None
    lead: Organisation | None = None
    cooperating: tuple[Organisation, ...] = ()
    due: date | str | None = None
    result_kind: str = ""
    result: str = ""
    evidence: str = ""
    acceptor: Post | None = None
    follower_up: Post | None = None
    unknown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Order:
    """Everything a task must name. Its texts are given in one language at least."""

    assigner: Post
    accountable_post: Post
    lead: Organisation
    follower_up: Post
    acceptor: Post
    due: date
    result_kind: str
    text_vi: str = ""
    text_en: str = ""
    result_vi: str = ""
    result_en: str = ""
    evidence_vi: str = ""
    evidence_en: str = ""
    cooperating: Sequence[Organisation] = ()
    conclusion: Conclusion | None = None
    document: Document | None = None
    indicator: Indicator | None = None
    stuck_on: Difficulty | None = None
    illustrative: bool = False

    def draft(self) -> Draft:
        """The same as a draft in the language in which it is written, Vietnamese first."""
        language = "vi" if self.text_vi else "en"
        return Draft(
            text=self.text_vi or self.text_en, language=language, assigner=self.assigner,
            accountable_post=self.accountable_post, lead=self.lead, cooperating=tuple(self.cooperating), due=self.due,
            result_kind=self.result_kind, result=getattr(self, f"result_{language}"),
            evidence=getattr(self, f"evidence_{language}"), acceptor=self.acceptor, follower_up=self.follower_up,
        )  # fmt: skip


@dataclass(frozen=True)
class Examined:
    """A draft with what its text says filled in, and everything that is not clear about it."""

    draft: Draft
    verdict: Verdict
    stored: tuple[Finding, ...]
    text_due: date | None

    @property
    def blocking(self) -> list[Finding]:
        """What refuses the task."""
        own = [one for one in self.stored if one.severity is Severity.BLOCKS]
        return [*self.verdict.blocking, *own]

    @property
    def warnings(self) -> list[Finding]:
        """What may be overridden with a reason."""
        return [*self.verdict.warn, *(one for one in self.stored if one.severity is Severity.WARNS)]

    @property
    def blocking_codes(self) -> list[str]:
        """The codes of what refuses the task, each once."""
        return codes(self.blocking)


@cache
def profile(pack: str) -> Profile:
    """The clarity profile of a country pack."""
    return profile_from_pack(packs.read(pack, PROFILE), f"{pack}/{PROFILE}")


def criteria(lang: str) -> dict[str, str]:
    """The criteria of the profile with their labels in a language."""
    return {code: labels[lang] for code, labels in profile(settings.PACK).criteria.items()}


def to_clarify_by(day: date) -> Dated:
    """By when a conclusion kept on a day is made clear, with the steps; raises what `rules.explain.clarify_by` does."""
    limits = packs.read(settings.PACK, "tasks.yaml")["clarify"]
    return clarify_by(day, limits, packs.working_calendar(settings.PACK))


def written_in(text: str, chosen: str, reader: str) -> str:
    """The language of a text: as chosen, else as read, else the reader's."""
    return chosen if chosen in LANGUAGES else language_of(text, reader)


def examine(draft: Draft, *, issued_on: date, reader: str, choices: Choices | None = None) -> Examined:
    """What is not clear about a draft, told in the reader's language.

    With `choices`, what the text itself says is filled into empty fields where it is on a list.
    """
    verdict = _verdict(draft, issued_on, reader)
    filled = _filled(draft, verdict, choices) if choices else draft
    stored = of_store(_facts(filled), [*verdict.blocking, *verdict.warn])
    text_due = _verdict(replace(draft, due=None), issued_on, reader).due if draft.due else verdict.due
    return Examined(filled, verdict, tuple(stored), text_due)


def _verdict(draft: Draft, issued_on: date, reader: str) -> Verdict:
    def names(*things: Post | Organisation | None) -> tuple[str, ...]:
        return tuple(getattr(one, f"name_{draft.language}") for one in things if one)

    context = Context(
        issued_on=issued_on, accountable_post=names(draft.accountable_post), lead=names(draft.lead),
        cooperating=names(*draft.cooperating), due=draft.due or None, result_kind=draft.result_kind,
        result=draft.result, evidence=draft.evidence, acceptor="".join(names(draft.acceptor)),
        follower_up="".join(names(draft.follower_up)),
    )  # fmt: skip
    lexicon, calendar = clarity_lexicon(draft.language), packs.working_calendar(settings.PACK)
    return check(draft.text, lexicon, profile(settings.PACK), context, calendar=calendar, reader=reader)


def _filled(draft: Draft, verdict: Verdict, choices: Choices) -> Draft:
    """The draft with what the text says put into empty fields."""
    said = verdict.understood
    unknown = dict(draft.unknown)

    return replace(
        draft,
        accountable_post=_chosen(
            "accountable_post", draft.accountable_post, said.accountable_post, choices.post, unknown
        ),
        lead=_chosen("lead", draft.lead, said.lead, choices.body, unknown),
        acceptor=_chosen("acceptor", draft.acceptor, said.acceptor, choices.post, unknown),
        follower_up=_chosen("follower_up", draft.follower_up, said.follower_up, choices.post, unknown),
        cooperating=draft.cooperating or tuple(body for name in said.cooperating if (body := choices.body(name))),
        due=verdict.due or draft.due,
        result_kind=draft.result_kind or said.result_kind,
        result=draft.result or said.result,
        evidence=draft.evidence or said.evidence,
        unknown=unknown,
    )


def _chosen(
    name: str, now: Named | None, read: str, find: Callable[[str], Named | None], unknown: dict[str, str]
) -> Named | None:
    """What the text names for a field, unless the field says it; what is on no list goes to `unknown`."""
    if now or name in unknown or not read:
        return now
    found = find(read)
    if found is None:
        unknown[name] = read
    return found


def _facts(draft: Draft) -> Facts:
    return Facts(
        accountable_of=draft.accountable_post.organisation.code if draft.accountable_post else "",
        lead=draft.lead.code if draft.lead else "",
        acceptor_role=draft.acceptor.role if draft.acceptor else "",
        acceptor_of=draft.acceptor.organisation.code if draft.acceptor else "",
        result=draft.result,
        missing=frozenset(name for name in CHOSEN if getattr(draft, name) is None),
        unknown={name: typed for name, typed in draft.unknown.items() if typed},
    )
