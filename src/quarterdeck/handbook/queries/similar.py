"""Which entries speak of the same matter as a text: for whoever raises or answers a difficulty."""

from datetime import date

from quarterdeck.handbook import rules
from quarterdeck.handbook.models import Entry
from quarterdeck.handbook.queries.entries import Row, entries, rows

MOST = 5
LONGEST = 4000


def similar(text: str, day: date, most: int = MOST) -> list[Row]:
    """The published entries most alike `text`, those first that still hold. Four queries and no more."""
    if len(text.split()) < 2:
        return []
    said = dict(Entry.objects.filter(state=Entry.PUBLISHED).values_list("pk", "folded"))
    found = [pk for pk, _ in rules.alike(text[:LONGEST], {pk: _plain(kept) for pk, kept in said.items()}, most)]
    by_id = entries().in_bulk(found)
    return sorted(rows([by_id[pk] for pk in found], day), key=lambda row: row.doubtful)


def _plain(kept: str) -> str:
    """The folded half of what is kept for search, so that no word counts twice."""
    lines = kept.split("\n")
    return " ".join(lines[len(lines) // 2 :])
