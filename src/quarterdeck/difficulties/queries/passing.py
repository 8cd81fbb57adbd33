"""What passed when areas changed, in words: difficulties, by the side on which a body gave way, cases and calls."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from quarterdeck.core.links import Moved, Told
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties.models import Call, Difficulty, WatchEntry
from quarterdeck.difficulties.queries.kept import ASKED, OWNER
from quarterdeck.people.queries import names
from quarterdeck.web.templatetags.quarterdeck.words import localname

WHAT: Mapping[str, str] = {
    "raised_by": gettext_noop("Difficulty: raised by"),
    "routed_to": gettext_noop("Difficulty: to be answered by"),
    OWNER: gettext_noop("Case of the watch list: owned by"),
    ASKED: gettext_noop("Call for difficulties: asked"),
}

# What can pass, the field that titles it, and its page.
PAGES = (
    (Difficulty, "matter", "difficulties:difficulty"),
    (WatchEntry, "subject", "difficulties:watch_entry"),
    (Call, "title", "difficulties:call"),
)


def tell(moved: Sequence[Moved]) -> list[Told]:
    """Each difficulty with its matter, its page, and which body gave way to which. Five queries."""
    refs = {one.ref for one in moved}
    rows: dict[str, tuple[str, str]] = {}
    for model, field, page in PAGES:
        rows |= {one.code: (localname(one, field), page) for one in model.objects.filter(code__in=refs)}
    known = names({code for one in moved for code in (one.origin, one.heir)})
    return [_told(one, rows.get(one.ref), known) for one in moved]


def _told(one: Moved, row: tuple[str, str] | None, known: Mapping[str, str]) -> Told:
    side = one.kind.partition(",")[0].removeprefix("difficulty ")
    title = f"{one.ref}: {row[0]}" if row else one.ref
    url = reverse(row[1], args=[one.ref]) if row else ""
    names_of = known.get(one.origin, one.origin), known.get(one.heir, one.heir)
    return Told(Message(WHAT.get(side, one.kind)), title, url, *names_of)
