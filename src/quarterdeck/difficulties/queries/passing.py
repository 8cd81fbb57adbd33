"""What passed when areas changed, in words: difficulties, by the side on which a body gave way."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from quarterdeck.core.links import Moved, Told
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.people.queries import names
from quarterdeck.web.templatetags.quarterdeck.words import localname

WHAT: Mapping[str, str] = {
    "raised_by": gettext_noop("Difficulty: raised by"),
    "routed_to": gettext_noop("Difficulty: to be answered by"),
}


def tell(moved: Sequence[Moved]) -> list[Told]:
    """Each difficulty with its matter, its page, and which body gave way to which. Three queries."""
    rows = {one.code: one for one in Difficulty.objects.filter(code__in={one.ref for one in moved})}
    known = names({code for one in moved for code in (one.origin, one.heir)})
    return [_told(one, rows.get(one.ref), known) for one in moved]


def _told(one: Moved, row: Difficulty | None, known: Mapping[str, str]) -> Told:
    side = one.kind.partition(",")[0].removeprefix("difficulty ")
    title = f"{one.ref}: {localname(row, 'matter')}" if row else one.ref
    url = reverse("difficulties:difficulty", args=[one.ref]) if row else ""
    names_of = known.get(one.origin, one.origin), known.get(one.heir, one.heir)
    return Told(Message(WHAT.get(side, one.kind)), title, url, *names_of)
