"""Whose text it is: the unit whose numbers a text gives where it names no other. Pure."""

import re
from collections.abc import Iterator, Mapping

from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.places import index_of, mentions
from quarterdeck.prose.text import language_of, lower_form, normal
from quarterdeck.prose.words import tokens, words_of

_HEAD, _LINES, _LONG = 3000, 12, 200
# The head of a text is over where it is divided, or where a sentence stands.
_BODY = re.compile(r"(?:[ivx]+|\d+)[.)]\s|.*[.;:]$")
# To whom it is sent, and where people met, is not whose it is.
_SENT_TO = re.compile(r"(?:kính gửi|nơi nhận|to|copy to)\b")
_MET_AT = {"vi": ("tại", "ở"), "en": ("in", "at")}
# A committee of the Party bears the name of its unit, and half the word for its kind.
_PARTY: Mapping[str, str] = {"thành ủy": "thành phố", "thị ủy": "thị xã", "huyện ủy": "huyện", "quận ủy": "quận"}
_OF_PARTY = re.compile(rf"\b(?:{'|'.join(_PARTY)})\b", re.IGNORECASE)


def own_area(text: str, catalogue: Catalogue, home: str) -> str:
    """The code of the one unit below `home` that the letterhead and the title name, else `home`.

    A text of several units, or one whose letterhead names none, speaks of `home` where it does not say otherwise.
    """
    head = normal(text[:_HEAD]).flat
    lang = language_of(head)
    found = {code for line in _lines(head) for code in _named(line, lang, catalogue) if code != home}
    return found.pop() if len(found) == 1 else home


def _lines(head: str) -> Iterator[str]:
    """The lines above the body: letterhead, place and date, title."""
    taken = 0
    for line in head.split("\n"):
        said = lower_form(line.strip())
        if not said or _SENT_TO.match(said):
            continue
        taken += 1
        if taken > _LINES or len(said) > _LONG or _BODY.match(said):
            return
        yield _OF_PARTY.sub(lambda one: _PARTY[lower_form(one.group())], line)


def _named(line: str, lang: str, catalogue: Catalogue) -> Iterator[str]:
    """The units that a line names, but for the places of meetings."""
    text = normal(line)
    for one in mentions(text, tokens(text.folded), [], words_of(lang), index_of(catalogue)):
        before = lower_form(text.flat[: one.start]).split()[-1:]
        if one.code and not set(before) & set(_MET_AT[lang]):
            yield one.code
