"""Full-text search over numbers, abstracts and texts, the same on both stores: FTS5 on SQLite, tsvector on PostgreSQL.

Words are cut and folded here, never by the database, so that both find the same. On SQLite each word stands twice, as
written and folded, in columns of their own; on PostgreSQL at one place of the vector.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Func, Q, Value

from quarterdeck.core.finding import Piece, Sought, excerpt, hits
from quarterdeck.core.folding import fold, neighbours
from quarterdeck.documents.models import Document, Paragraph

MOST_HITS = 10_000
_FOLDED = "{head_folded body_folded}"
SHOWN = 20  # paragraphs of one document that are looked through for the best one
_SQLITE = "SELECT rowid FROM documents_search WHERE documents_search MATCH %s"
_SQLITE_RANKED = f"{_SQLITE} ORDER BY bm25(documents_search, 8.0, 8.0, 1.0, 1.0), rowid DESC LIMIT %s"
_POSTGRES = "SELECT document_id FROM documents_search WHERE vector @@ CAST(%s AS tsquery)"
_POSTGRES_RANKED = f"{_POSTGRES} ORDER BY ts_rank(vector, CAST(%s AS tsquery)) DESC, document_id DESC LIMIT %s"


class _Ids(Func):
    """The ids of the documents that match, as a subquery."""

    arity = 1

    @property
    def template(self) -> str:
        return f"({(_SQLITE if connection.vendor == 'sqlite' else _POSTGRES) % '%(expressions)s'})"


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words stand in the text of a document: the best of its paragraphs, marked."""

    paragraph: Paragraph
    pieces: Sequence[Piece]


def holding(wanted: Sequence[Sought]) -> Func:
    """The ids of the documents that hold all that is sought, to filter by."""
    return _Ids(Value(_match(wanted)))


def ranked(wanted: Sequence[Sought], among: Collection[int] | None = None) -> list[int]:
    """The ids of the documents that hold all that is sought, best first, at most `MOST_HITS`.

    What stands in the number, the issuer or the abstract weighs more than what stands in the text.
    """
    match = _match(wanted)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_SQLITE_RANKED, [match, MOST_HITS])
        else:
            cursor.execute(_POSTGRES_RANKED, [match, match, MOST_HITS])
        found = [int(row[0]) for row in cursor.fetchall()]
    return found if among is None else [pk for pk in found if pk in among]


def _match(wanted: Sequence[Sought]) -> str:
    sqlite = connection.vendor == "sqlite"
    each, near = (_fts5, _fts5_near) if sqlite else (_tsquery, _tsquery_near)
    parts = list(map(each, wanted))
    for gap, pairs in neighbours([one.is_syllable for one in wanted]):
        either = [near(wanted[first], wanted[second], gap) for first, second in pairs]
        parts.append(f"({(' OR ' if sqlite else ' | ').join(either)})")
    return (" AND " if sqlite else " & ").join(parts)


def _fts5(one: Sought) -> str:
    columns = "{head body}" if one.accented else _FOLDED
    return f'({columns} : "{" ".join(one.tokens)}"{"*" if one.open_end else ""})'


def _fts5_near(first: Sought, second: Sought, gap: int) -> str:
    """Two syllables near one another; beside one another they stand in their order."""
    open_end = "*" if second.open_end else ""
    if not gap:
        return f'({_FOLDED} : "{first.tokens[0]} {second.tokens[0]}"{open_end})'
    return f'({_FOLDED} : NEAR("{first.tokens[0]}" "{second.tokens[0]}"{open_end}, {gap}))'


def _tsquery_near(first: Sought, second: Sought, gap: int) -> str:
    one, other = f"'{first.tokens[0]}'", f"'{second.tokens[0]}'{':*' if second.open_end else ''}"
    orders = [(one, other)] if not gap else [(one, other), (other, one)]
    return "(" + " | ".join(f"{a} <{far}> {b}" for a, b in orders for far in range(1, gap + 2)) + ")"


def _tsquery(one: Sought) -> str:
    words = [f"'{token}'" for token in one.tokens]
    return f"({' <-> '.join(words)}{':*' if one.open_end else ''})"


def best_paragraphs(some: Collection[Document], wanted: Sequence[Sought]) -> dict[int, Hit]:
    """For each document the paragraph that holds most of what is sought, where any does. One query."""
    if not wanted or not some:
        return {}
    words = Q()
    for one in wanted:
        words |= Q(folded__contains=one.tokens[0] if one.accented else fold(one.tokens[0]))
    found: dict[int, list[Paragraph]] = {}
    theirs = Paragraph.objects.filter(words, document__in=[one.pk for one in some])
    for paragraph in theirs.order_by("document", "number"):
        candidates = found.setdefault(paragraph.document_id, [])
        if len(candidates) < SHOWN:
            candidates.append(paragraph)
    best = {pk: max(candidates, key=lambda one: hits(one.text, wanted)) for pk, candidates in found.items()}
    return {pk: Hit(one, excerpt(one.text, wanted)) for pk, one in best.items() if hits(one.text, wanted)}
