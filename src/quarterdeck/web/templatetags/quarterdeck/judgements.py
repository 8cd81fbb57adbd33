"""Standings and verdicts: a sign, a word and a colour."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck import signs
from quarterdeck.web.templatetags.quarterdeck.library import register


@register.simple_tag
def standing(pace: Any) -> SafeString:
    """Ahead, on course, behind, off course: a shape, a word and a colour. Takes a Pace or its standing."""
    code = str(getattr(pace, "standing", pace) or "unknown")
    reason = getattr(pace, "reason", "")
    return format_html(
        '<span class="standing standing-{}" title="{}">{}{}</span>',
        code,
        say(reason) if reason else "",
        signs.SHAPES.get(code, ""),
        signs.standing_word(code),
    )


@register.filter
def standing_word(pace: Any) -> str:
    """Only the word of a standing, for sentences and titles."""
    return signs.standing_word(str(getattr(pace, "standing", pace) or "unknown"))


@register.simple_tag
def mark(verdict: str, word: bool = True) -> SafeString:
    """The mark of a verdict of the draft check, with its word unless `word` is false."""
    meaning = signs.verdict_word(verdict)
    shown = meaning if word else ""
    return format_html(
        '<span class="mark mark-{}" title="{}">{}</span>{}', verdict, meaning, signs.MARKS[verdict], shown
    )


@register.filter
def mark_sign(verdict: str) -> str:
    """Only the sign of a verdict, for `data-mark`."""
    return signs.MARKS[verdict]


@register.filter
def verdict_word(verdict: str) -> str:
    """A verdict in words."""
    return signs.verdict_word(verdict)
