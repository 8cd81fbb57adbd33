"""Which bodies should answer, and why, after the rules of the pack, the indicator and the watch list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties.models import WatchEntry
from quarterdeck.difficulties.queries.limits import pack
from quarterdeck.difficulties.rules import ASKS
from quarterdeck.difficulties.rules.routing import Route, best, routes
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
    alive = {body.code: body for body in organisations(day).exclude(code__in=list(without))}
    found = routes(text, asks, pack()["routing"], alive.keys())
    chosen = best(found)
    made = [Proposal(alive[one.body], _why(one, asks), one.body in chosen) for one in found]
    owner = WatchEntry.objects.filter(code=watch_code).values_list("owner__code", flat=True).first()
    if owner in alive:
        made = [Proposal(alive[owner], Message(gettext_noop("owns the entry of the watch list")), True),
                *(Proposal(one.body, one.why, False) for one in made if one.body.code != owner)]  # fmt: skip
    responsible = Indicator.objects.filter(code=indicator_code).values_list("responsible__code", flat=True).first()
    if responsible in alive and responsible not in {one.body.code for one in made}:
        made.append(Proposal(alive[responsible], Message(gettext_noop("reports the indicator")), not made))
    return made or _otherwise(alive)


def _otherwise(alive: dict[str, Organisation]) -> list[Proposal]:
    code = next((code for code in pack()["otherwise"] if code in alive), "")
    why = Message(gettext_noop("no rule speaks for another body; it hands over"))
    return [Proposal(alive[code], why, True)] if code else []


def _why(route: Route, asks: str) -> Message:
    words = ", ".join(f"“{word}”" for word in route.words)
    if words and route.asked:
        return Message(gettext_noop("the matter speaks of {words} and asks for {asks}"),
                       {"words": words, "asks": Message(ASKS[asks])})  # fmt: skip
    if words:
        return Message(gettext_noop("the matter speaks of {words}"), {"words": words})
    return Message(gettext_noop("it asks for {asks}"), {"asks": Message(ASKS[asks])})
