"""A collective order fanned out: whom it may mean, and what each unit's task says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings

from quarterdeck.core.clarity import Finding
from quarterdeck.core.clarity.script import Script
from quarterdeck.core.folding import fold
from quarterdeck.people.models import Organisation, Post
from quarterdeck.prose.lexicon import clarity_lexicon
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.clarity import examine
from quarterdeck.tasks.queries.drafting import Draft, Order
from quarterdeck.web import packs
from quarterdeck.web.templatetags.quarterdeck.words import localname

COLLECTIVES = "clarity/collectives.yaml"


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of bodies that a collective may mean: its code and name, and the bodies alive on the day."""

    code: str
    name: str
    bodies: tuple[Organisation, ...]


def sets(choices: Choices) -> list[Choice]:
    """Every set of the country pack that has bodies in this store, in the order of the pack."""
    found = []
    for one in packs.read(settings.PACK, COLLECTIVES)["collectives"]:
        bodies = tuple(body for body in choices.bodies if body.kind in one["kinds"])
        if bodies:
            names = {f"name_{lang}": name for lang, name in one["names"].items()}
            found.append(Choice(one["code"], localname(_Named(**names)), bodies))
    return found


@dataclass(frozen=True, slots=True)
class _Named:
    name_vi: str
    name_en: str


def meant(group: str, language: str, choices: Choices) -> list[Choice]:
    """The sets that a group named in a text may mean; every set where its words tell nothing."""
    said = f" {fold(group)} "
    rows = {one["code"]: one for one in packs.read(settings.PACK, COLLECTIVES)["collectives"]}
    every = sets(choices)
    told = [
        one for one in every
        if any(f" {fold(word)} " in said.replace(",", " ") for word in rows[one.code]["words"].get(language, ()))
    ]  # fmt: skip
    return told or every


def units(values: Mapping[str, Any], choices: Choices) -> tuple[Organisation, ...]:
    """The units chosen on the form, by code or as a whole set ("set:departments"), each once."""
    codes = set(values.get("units", ()))
    for one in sets(choices):
        if f"set:{one.code}" in codes:
            codes |= {body.code for body in one.bodies}
    return tuple(body for body in choices.bodies if body.code in codes)


def group_named(findings: Sequence[Finding]) -> Finding | None:
    """The finding that tells where the text names a collective."""
    return next((one for one in findings if one.code == "P4" and one.start is not None), None)


def text_for(text: str, group: Finding | None, unit: Organisation, language: str) -> str:
    """The sentence with the unit in the place of the collective."""
    if group is None or group.start is None or group.end is None:
        return text
    named = _before_act(text[group.start : group.end], language)
    return f"{text[: group.start]}{getattr(unit, f'name_{language}')}{text[group.start + len(named) :]}"


def _before_act(said: str, language: str) -> str:
    """What was said of a collective up to the act that it is to do, where the words of that follow."""
    lexicon, tokens = clarity_lexicon(language), Script.of(said).tokens
    for place in range(1, len(tokens)):
        if lexicon.verbs.at(tokens, place) or lexicon.modals.at(tokens, place):
            return said[: tokens[place - 1].end]
    return said


def draft_for(draft: Draft, unit: Organisation, head: Post | None, group: Finding | None) -> Draft:
    """The draft of one unit's task: it leads, and whoever heads it answers."""
    return replace(
        draft, text=text_for(draft.text, group, unit, draft.language), lead=unit, accountable_post=head,
        unknown={name: typed for name, typed in draft.unknown.items() if name not in ("lead", "accountable_post")},
        cooperating=tuple(one for one in draft.cooperating if one.pk != unit.pk),
        parts=tuple(one for one in draft.parts if one.body.pk != unit.pk),
    )  # fmt: skip


def headless(chosen: Sequence[Organisation], choices: Choices) -> list[Organisation]:
    """The units without a post that could answer for a task."""
    return [unit for unit in chosen if choices.head_of(unit) is None]


def group_of_other(order: Order, language: str, day: date) -> Finding | None:
    """Where the order to all names the collective in the language in which it was not written, if it is given there."""
    other = "en" if language == "vi" else "vi"
    text = getattr(order, f"text_{other}")
    if not text:
        return None
    examined = examine(Draft(text, other), issued_on=day, reader=other)
    return group_named([*examined.blocking, *examined.warnings])


def order_for(order: Order, unit: Organisation, head: Post, groups: Mapping[str, Finding | None]) -> Order:
    """One unit's order from that of all: in each language with the unit in the place of the collective, as far as that
    is named there."""
    texts = {f"text_{lang}": text_for(getattr(order, f"text_{lang}"), group, unit, lang)
             for lang, group in groups.items() if getattr(unit, f"name_{lang}")}  # fmt: skip
    return replace(
        order, lead=unit, accountable_post=head, conclusion=None,
        cooperating=tuple(one for one in order.cooperating if one.pk != unit.pk),
        parts=tuple(one for one in order.parts if one.body.pk != unit.pk),
        **texts,
    )  # fmt: skip
