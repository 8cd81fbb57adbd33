"""Keep the words of a document so that they are found: its paragraphs, and its line in the index of the store."""

from collections.abc import Iterable

from django.db import connection

from quarterdeck.core.finding import tokens
from quarterdeck.core.folding import fold, searchable
from quarterdeck.documents.models import Document, Paragraph
from quarterdeck.documents.queries.numbers import type_of
from quarterdeck.documents.queries.texts import marks
from quarterdeck.documents.rules import cited

MOST_WORDS = 60_000  # of one text; a vector of PostgreSQL holds no more than a megabyte
_LAST_PLACE, _MOST_PLACES = 16_383, 250
_GAP = 10  # places between head and text, so that no phrase spans them
_SQLITE = (
    "INSERT OR REPLACE INTO documents_search (rowid, head, head_folded, body, body_folded) VALUES (%s, %s, %s, %s, %s)"
)
_POSTGRES = (
    "INSERT INTO documents_search (document_id, vector) VALUES (%s, CAST(%s AS tsvector)) "
    "ON CONFLICT (document_id) DO UPDATE SET vector = EXCLUDED.vector"
)


def keep_words(made: Document, body: str) -> None:
    """Keep the paragraphs of a document's text and index it with number, type, issuer and abstract."""
    found = cited(body, marks())
    Paragraph.objects.bulk_create(
        (Paragraph(document=made, number=one.number, label_vi=one.label_vi[:200], label_en=one.label_en[:200],
                   text=one.text, folded=searchable(one.text)) for one in found), batch_size=500,
    )  # fmt: skip
    index(made, body)


def index(made: Document, body: str) -> None:
    """Put a document into the full-text index; what was there of it is replaced."""
    kind = type_of(made.type_code)
    texts = (made.number, made.key, kind.name_vi, kind.name_en, made.issuer_vi, made.issuer_en, made.abstract_vi,
             made.abstract_en)  # fmt: skip
    head, rest = [word for text in texts for word in tokens(text)], tokens(body)[:MOST_WORDS]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            columns = [part for words in (head, rest) for part in (" ".join(words), " ".join(map(fold, words)))]
            cursor.execute(_SQLITE, [made.pk, *columns])
        else:
            cursor.execute(_POSTGRES, [made.pk, _vector(head, rest)])


def _vector(head: list[str], body: list[str]) -> str:
    """A vector in PostgreSQL's own notation, each word and its folded form at one place; the head weighs most."""
    places: dict[str, list[str]] = {}
    for weight, words, first in (("A", head, 1), ("", body, len(head) + _GAP)):
        for place, word in enumerate(words, first):
            for form in _forms(word):
                where = places.setdefault(form, [])
                if len(where) < _MOST_PLACES:
                    where.append(f"{min(place, _LAST_PLACE)}{weight}")
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())


def _forms(word: str) -> Iterable[str]:
    return dict.fromkeys((word, fold(word)))
