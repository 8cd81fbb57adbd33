"""The text of a document, and its paragraphs as they are cited."""

from functools import cache

from django.conf import settings

from quarterdeck.core.errors import BadInput
from quarterdeck.documents.models import Document, Paragraph
from quarterdeck.documents.rules import Marks
from quarterdeck.prose.sources import open_source
from quarterdeck.web import packs

MOST_SIGNS = 2_000_000


def text_of(name: str, content: bytes) -> str:
    """The text that a file holds, a line each paragraph; "" for a picture and any file that cannot be read."""
    try:
        return open_source(content, name).text[:MOST_SIGNS]
    except BadInput:
        return ""


def marks() -> Marks:
    """How the parts of documents are marked, by the country pack."""
    return _marks(settings.PACK)


@cache
def _marks(pack: str) -> Marks:
    return Marks.of(packs.read(pack, "documents/register.yaml")["parts"])


def paragraphs(one: Document) -> list[Paragraph]:
    """The paragraphs of a document in order; none where no text is kept."""
    return list(one.paragraphs.order_by("number"))
