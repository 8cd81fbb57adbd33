"""Learn by what names texts call an indicator."""

from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.figures.models import Alias, Indicator
from quarterdeck.prose.text import fold
from quarterdeck.prose.words import LANGUAGES, tokens

_LONGEST = 120


@transaction.atomic
def add_alias(*, indicator: Indicator, language: str, text: str, by: Actor, at: datetime) -> Alias:
    """Keep `text` as a name of the indicator in `language`; the next text that uses it is read so.

    What is a name of it already is left as it is, marks and capitals apart. Raises `BadInput` where `text` says
    nothing, is too long for a name, holds a digit, or is a name of another indicator.
    """
    require(by, Right.CHECK_DRAFT)
    words = " ".join(text.split())
    known = _usable(words, language)
    for other in Alias.objects.filter(language=language).select_related("indicator"):
        if known == _plain(other.text):
            return _same(other, indicator)
    for other in Indicator.objects.all():
        if known == _plain(other.name_vi if language == "vi" else other.name_en) and other != indicator:
            raise _taken(other)
    made = Alias.objects.create(indicator=indicator, language=language, text=words, by=by.name, at=at)
    record(act="alias.added", about_kind="indicator", about=indicator.code, by=by, at=at,
           detail={"language": language, "text": words})  # fmt: skip
    return made


def _plain(text: str) -> str:
    return " ".join(one.text for one in tokens(fold(text)))


def _usable(words: str, language: str) -> str:
    """The plain form of what can be a name."""
    plain = _plain(words)
    if language not in LANGUAGES:
        raise BadInput(Message(gettext_noop("There is no language {code}."), {"code": language}), place="language",
                       remedy=gettext_noop('Use "vi" or "en".'))  # fmt: skip
    if len(words) > _LONGEST or not any(one.isalpha() for one in plain) or any(one.isdigit() for one in plain):
        raise BadInput(gettext_noop("These words cannot be the name of an indicator."), place="text",
                       remedy=gettext_noop("Give the words that name it, without numbers."))  # fmt: skip
    return plain


def _same(alias: Alias, indicator: Indicator) -> Alias:
    if alias.indicator != indicator:
        raise _taken(alias.indicator)
    return alias


def _taken(other: Indicator) -> BadInput:
    text = gettext_noop("These words are a name of another indicator: {code}.")
    return BadInput(Message(text, {"code": other.code}), place="text",
                    remedy=gettext_noop("Choose words that only this indicator is called by."))  # fmt: skip
