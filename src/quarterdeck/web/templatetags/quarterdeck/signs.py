"""Shapes of standings, signs of verdicts and letters of badges, with their words."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from quarterdeck.core.pace import Standing
from quarterdeck.web.templatetags.quarterdeck.library import language

_SVG = '<svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">{}</svg>'
# Drawn, not typed: a sign that a machine's fonts lack would vanish. On course is plain.
SHAPES = {
    "ahead": SafeString(_SVG.format('<circle cx="5" cy="5" r="4.6"/>')),
    "behind": SafeString(_SVG.format('<path d="M5 .4 9.9 9.6H.1z"/>')),
    "off_course": SafeString(_SVG.format('<path d="M.5.5h9v9h-9z"/>')),
}
MARKS = {
    "agrees": "✓",
    "rounds_to": "≈",
    "differs": "≠",
    "contradicts": "!",
    "impossible": "!",
    "not_in_figures": "?",
    "unreadable": "⁇",
    "revised": "↻",
    "older": "↻",
    "wording": "!",
    "no_base": "?",
    "hint": "?!",
    "illustrative": "~",
}
VERDICTS = {
    "agrees": gettext_noop("agrees"),
    "rounds_to": gettext_noop("rounds to the figure"),
    "differs": gettext_noop("differs"),
    "contradicts": gettext_noop("contradicts itself"),
    "impossible": gettext_noop("impossible"),
    "not_in_figures": gettext_noop("not in the figures"),
    "unreadable": gettext_noop("unreadable"),
    "revised": gettext_noop("since revised"),
    "older": gettext_noop("only in older figures"),
    "wording": gettext_noop("words against the sign"),
    "no_base": gettext_noop("base not said"),
    "hint": gettext_noop("worth a second look"),
    "illustrative": gettext_noop("like an illustrative figure"),
}
# The letter is the SDMX code of the status; "I" is kept for illustrative, so imputed is "Im".
LETTERS = {
    "E": gettext_noop("estimated"),
    "P": gettext_noop("provisional"),
    "I": gettext_noop("illustrative, not a real figure"),
    "F": gettext_noop("forecast"),
    "Im": gettext_noop("imputed"),
    "B": gettext_noop("break in the series"),
    "D": gettext_noop("another definition"),
    "U": gettext_noop("low reliability"),
    "V": gettext_noop("not yet verified"),
    "G": gettext_noop("experimental"),
    "N": gettext_noop("not significant"),
    "K": gettext_noop("counted elsewhere"),
    "W": gettext_noop("counts something else too"),
    "J": gettext_noop("derogation"),
    "S": gettext_noop("special event"),
}


def standing_word(code: str) -> str:
    """A standing in the reader's language, as it stands within a line."""
    word = Standing(code).label(language())
    return word[:1].lower() + word[1:]


def verdict_word(code: str) -> str:
    """A verdict of the draft check in the reader's language."""
    return _(VERDICTS[code])


def letter_of(status: str) -> str:
    """The badge of an SDMX observation status; "" where a figure needs none."""
    if status == "I":
        return "Im"
    return status if status in LETTERS else ""


def letters_of(status: str, *, illustrative: bool) -> list[str]:
    """The badges of a figure: what its status says; one that was generated for the sample says so first.

    Of an illustrative figure only what restating did to it is told beside.
    """
    letter = letter_of(status)
    if not illustrative:
        return [letter] if letter else []
    return ["I", letter] if letter in ("E", "B") else ["I"]


def letter_meaning(letter: str) -> str:
    """What a badge says, in the reader's language."""
    return _(LETTERS[letter])
