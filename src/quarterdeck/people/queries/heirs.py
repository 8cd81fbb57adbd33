"""Who took over from bodies that ended with their units, as the events that ended them have kept it."""

from collections.abc import Collection

from quarterdeck.areas.models import Transfer
from quarterdeck.people.queries.following import END

ROOM, LONGEST = "people", 20


def heirs(codes: Collection[str]) -> dict[str, list[str]]:
    """For each body (code) that ended its heir, the heir of that one, and so on; without one it is left out.

    One query for each generation.
    """
    next_of: dict[str, str] = {}
    asked = set(codes)
    for _generation in range(LONGEST):
        found = Transfer.objects.filter(room=ROOM, kind=END, ref__in=asked, given_back_at__isnull=True).exclude(heir="")
        new = dict(found.values_list("ref", "heir"))
        next_of |= new
        asked = set(new.values()) - next_of.keys()
        if not asked:
            break
    return {code: _chain(code, next_of) for code in codes if code in next_of}


def _chain(code: str, next_of: dict[str, str]) -> list[str]:
    chain: list[str] = []
    while (heir := next_of.get(code)) is not None and heir not in chain:
        chain.append(heir)
        code = heir
    return chain
