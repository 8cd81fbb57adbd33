"""Which bodies should answer, and why: by the rules of the pack, the matter's words, the indicator, the watch list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties.models import WatchEntry
from quarterdeck.difficulties.queries.limits import pack
from quarterdeck.difficulties.rules import ASKS
from quarterdeck.difficulties.rules.routing import Named, Route, best, named_in, routes
from quarterdeck.figures.models import Indicator
from quarterdeck.people.models import Organisation
from quarterdeck.people.queries import organisations


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body that should answer, and why; `best` where it would be chosen if nobody chose."""

    body: Organisation
    why: Message
    best: bool


def proposals(
    *, text: str, asks: str, indicator_code: str = "", watch_code: str = "", day: date, without: Collection[str] = ()
) -> list[Proposal]:
    """Who should answer, the best first; never one of `without`, who ask. What nothing speaks for is the Office's."""
    every = {body.code: body for body in organisations(day)}
    alive = {code: body for code, body in every.items() if code not in without}
    if asks == "watch_list":
        return _by_owner(watch_code, alive)
    found = routes(text, asks, pack()["routing"], alive.keys(), named=_named(text, every))
    chosen = best(found)
    made = [Proposal(alive[one.body], _why(one, asks), one.body in chosen) for one in found]
    responsible = Indicator.objects.filter(code=indicator_code).values_list("responsible__code", flat=True).first()
    if responsible in alive and responsible not in {one.body.code for one in made}:
        made.append(Proposal(alive[responsible], Message(gettext_noop("reports the indicator")), not made))
    return made or _otherwise(alive)


def _named(text: str, every: Mapping[str, Organisation]) -> list[Named]:
    asking = [word for group in pack()["named"].values() for word in group]
    # What is put to the Committee as such is prepared by a department. A short name such as "Finance" is a word of its
    # own in English: only the full English name counts.
    deciding = pack()["support"]["deciders"]
    names = {code: (body.name_vi, body.short_vi, body.name_en) for code, body in every.items() if code not in deciding}
    return named_in(text, names, asking)


def _by_owner(watch_code: str, alive: dict[str, Organisation]) -> list[Proposal]:
    """To whom a request to leave the watch list goes: to the owner of the case, or to the Office where that asks."""
    owner = WatchEntry.objects.filter(code=watch_code).values_list("owner__code", flat=True).first()
    if owner in alive:
        return [Proposal(alive[owner], Message(gettext_noop("owns the entry of the watch list")), True)]
    code = next((code for code in pack()["otherwise"] if code in alive), "")
    return [Proposal(alive[code], Message(gettext_noop("keeps the watch list")), True)] if code else []


def _otherwise(alive: dict[str, Organisation]) -> list[Proposal]:
    code = next((code for code in pack()["otherwise"] if code in alive), "")
    why = Message(gettext_noop("no rule speaks for another body; it hands over"))
    return [Proposal(alive[code], why, True)] if code else []


def _why(route: Route, asks: str) -> Message:
    if route.named:
        return Message(gettext_noop("named in the text: “{name}”"), {"name": route.named})
    words = ", ".join(f"“{word}”" for word in route.words)
    if words and route.asked:
        return Message(gettext_noop("the matter speaks of {words} and asks for {asks}"),
                       {"words": words, "asks": Message(ASKS[asks])})  # fmt: skip
    if words:
        return Message(gettext_noop("the matter speaks of {words}"), {"words": words})
    return Message(gettext_noop("it asks for {asks}"), {"asks": Message(ASKS[asks])})
