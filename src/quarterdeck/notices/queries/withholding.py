"""What a country's pack says must be withheld."""

from functools import cache

from django.conf import settings

from quarterdeck.core.errors import NotFound
from quarterdeck.core.secrecy import marks_of
from quarterdeck.notices.rules import Words
from quarterdeck.web import packs


def words() -> Words:
    """The words of this store's pack."""
    return _words(settings.PACK)


@cache
def _words(pack: str) -> Words:
    try:
        marks = marks_of(packs.read(pack, "documents/secrecy.yaml"))
    except NotFound:
        marks = None
    return Words.of(packs.read(pack, "notices.yaml"), marks)
