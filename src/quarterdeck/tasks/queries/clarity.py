"""What is not clear about a task that is being written: the text check of core with the posts of this store."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from django.conf import settings

from quarterdeck.core.clarity import (
    Context,
    Finding,
    Known,
    Profile,
    Severity,
    Verdict,
    check,
    codes,
    profile_from_pack,
)
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Organisation, Post
from quarterdeck.prose.lexicon import LANGUAGES, clarity_lexicon
from quarterdeck.prose.text import language_of
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.drafting import Draft, Order, Part, Step
from quarterdeck.tasks.queries.known import known
from quarterdeck.tasks.rules.clear import CHOSEN, Facts, of_store
from quarterdeck.tasks.rules.explain import Dated, clarify_by
from quarterdeck.web import packs

PROFILES = "clarity/profiles.yaml"
Named = TypeVar("Named", Post, Organisation)
__all__ = [
    "Draft", "Examined", "Order", "Part", "Step", "criteria", "criteria_of", "examine", "profile", "profile_of_day",
    "profiles", "to_clarify_by", "written_in",
]  # fmt: skip


@dataclass(frozen=True)
class Examined:
    """A draft with what its text says filled in, and everything that is not clear about it."""

    draft: Draft
    verdict: Verdict
    stored: tuple[Finding, ...]
    text_due: date | None
    knows: Known

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
def profile(pack: str, key: str) -> Profile:
    """The clarity profile with a key of a country pack; `BadInput` where it has none."""
    row = next((one for one in packs.read(pack, PROFILES)["profiles"] if one["key"] == key), None)
    if row is None:
        raise BadInput(
            Message(gettext_noop("There is no clarity profile “{key}”."), {"key": key}), place="profile",
            remedy=gettext_noop("Choose one of those that the country pack lists."),
        )  # fmt: skip
    own, path = _profile_data(pack, row["file"]), f"{pack}/clarity/{row['file']}.yaml"
    return profile_from_pack(own, path, _profile_data(pack, own["based_on"]) if "based_on" in own else None)


def _profile_data(pack: str, name: str) -> Any:
    return packs.read(pack, f"clarity/{name}.yaml")


def profile_of_day(pack: str, day: date) -> str:
    """The key of the profile that holds for tasks issued on a day: the newest one in force, else the first."""
    rows = packs.read(pack, PROFILES)["profiles"]
    held = [one for one in rows if one["valid_from"] and one["valid_from"] <= day]
    return str((held or rows[:1])[-1]["key"])


def profiles(lang: str) -> list[tuple[str, str]]:
    """The profiles by key, with their names in a language."""
    keys = [str(one["key"]) for one in packs.read(settings.PACK, PROFILES)["profiles"]]
    return [(key, profile(settings.PACK, key).labels[lang]) for key in keys]


def criteria(lang: str, key: str = "") -> dict[str, str]:
    """The criteria of a profile (the first of the pack unless given) with their labels in a language."""
    first = packs.read(settings.PACK, PROFILES)["profiles"][0]["key"]
    return {code: labels[lang] for code, labels in profile(settings.PACK, key or first).criteria.items()}


def criteria_of(codes: Iterable[str], lang: str, key: str) -> list[str]:
    """The criteria of a profile to which tests belong, each once and in order, in a language."""
    of = profile(settings.PACK, key)
    failed = {of.tests[code].criterion for code in codes if code in of.tests}
    return [labels[lang] for code, labels in of.criteria.items() if code in failed]


def to_clarify_by(day: date) -> Dated:
    """By when a conclusion kept on a day is made clear, with the steps; raises what `rules.explain.clarify_by` does."""
    limits = packs.read(settings.PACK, "tasks.yaml")["clarify"]
    return clarify_by(day, limits, packs.working_calendar(settings.PACK))


def written_in(text: str, chosen: str, reader: str) -> str:
    """The language of a text: as chosen, else as read, else the reader's."""
    return chosen if chosen in LANGUAGES else language_of(text, reader)


def examine(draft: Draft, *, issued_on: date, reader: str, choices: Choices | None = None) -> Examined:
    """What is not clear about a draft, told in the reader's language, by the profile that it names or that holds then.

    With `choices`, what the text itself says is filled into empty fields where it is on a list.
    """
    draft = replace(draft, profile=draft.profile or profile_of_day(settings.PACK, issued_on))
    said = _verdict(draft, issued_on, reader)
    filled = _filled(draft, said, choices) if choices else draft
    knows = known(
        filled, issued_on=issued_on, names=_nowhere(filled, said, choices), lead_said=said.understood.lead,
        memo=choices.memo if choices else None,
    )  # fmt: skip
    filled = replace(filled, unknown=_unexplained(filled, knows))
    verdict = _verdict(draft, issued_on, reader, knows)
    stored = of_store(_facts(filled), [*verdict.blocking, *verdict.warn])
    text_due = _verdict(replace(draft, due=None), issued_on, reader).due if draft.due else verdict.due
    return Examined(filled, verdict, tuple(stored), text_due, knows)


def _nowhere(draft: Draft, said: Verdict, choices: Choices | None) -> tuple[str, ...]:
    """The cooperating bodies that the text names and that are on no list."""
    if choices is None or draft.cooperating:
        return ()
    return tuple(name for name in said.understood.cooperating if choices.body(name) is None)


def _unexplained(draft: Draft, knows: Known) -> Mapping[str, str]:
    """What is on no list, without a lead of which it is known that it ended."""
    gone = {one.name for one in knows.endings if one.leads}
    return {name: typed for name, typed in draft.unknown.items() if name != "lead" or typed not in gone}


def _verdict(draft: Draft, issued_on: date, reader: str, knows: Known | None = None) -> Verdict:
    def names(*things: Post | Organisation | None) -> tuple[str, ...]:
        return tuple(getattr(one, f"name_{draft.language}") for one in things if one)

    context = Context(
        issued_on=issued_on, accountable_post=names(draft.accountable_post), lead=names(draft.lead),
        cooperating=names(*draft.cooperating), due=draft.due or None, result_kind=draft.result_kind,
        result=draft.result, evidence=draft.evidence, acceptor="".join(names(draft.acceptor)),
        follower_up="".join(names(draft.follower_up)),
    )  # fmt: skip
    lexicon, calendar = clarity_lexicon(draft.language), packs.working_calendar(settings.PACK)
    by = profile(settings.PACK, draft.profile)
    return check(draft.text, lexicon, by, context, calendar=calendar, reader=reader, known=knows)


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
