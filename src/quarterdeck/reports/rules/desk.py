"""Words of the draft desk: the order of harm, what may be decided, where a text is cut into parts."""

from collections.abc import Mapping, Sequence

from quarterdeck.core.errors import Refused
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right, require

# Verdicts by the harm that they do, worst first.
HARM = (
    "contradicts", "impossible", "differs", "revised", "older", "wording", "unreadable", "hint", "no_base",
    "not_in_figures", "illustrative", "rounds_to", "agrees",
)  # fmt: skip
# What asks somebody to look, hints last; the rest is fine or nothing is known about it.
ALARMS = HARM[:8]
# About what the figures say nothing, and what agrees with them.
UNKNOWN, FINE = ("no_base", "not_in_figures"), ("rounds_to", "agrees")
OPEN, ACCEPTED, SET_ASIDE, ASKED = "open", "accepted", "set_aside", "asked"
STATES: Mapping[str, str] = {
    ACCEPTED: gettext_noop("corrected in the text"),
    ASKED: gettext_noop("put to a department"),
    SET_ASIDE: gettext_noop("set aside"),
}
TEXT_RIGHT, FIGURE_RIGHT, NEW_FIGURE = "text_right", "figure_right", "new_figure"
OUTCOMES: Mapping[str, str] = {
    TEXT_RIGHT: gettext_noop("The text is right as it stands"),
    FIGURE_RIGHT: gettext_noop("The figure is right; the text must be corrected"),
    NEW_FIGURE: gettext_noop("A new figure has been reported"),
}
# Longer texts are shown in parts of this many characters, some twenty pages.
PART = 50_000


def harm(verdict: str) -> int:
    """Its place in the order of harm, 0 the worst; a verdict that is not known comes after the alarms.

    >>> harm("contradicts") < harm("differs") < harm("agrees")
    True
    """
    return HARM.index(verdict) if verdict in HARM else len(ALARMS)


def require_asked(actor: Actor, organisation: str) -> None:
    """Only a post of the organisation that was asked, and that reports figures, answers for it."""
    require(actor, Right.WRITE_FIGURES)
    if actor.organisation != organisation:
        raise Refused(gettext_noop("This question was put to another organisation, not to yours."),
                      remedy=gettext_noop("Tell whoever asked if it should be put to your organisation."))  # fmt: skip


def parts(text: str, size: int = PART) -> list[tuple[int, int]]:
    """Where a text is cut to be shown: at the end of a line where there is one, never longer than twice `size`.

    >>> parts("một\\nhai\\nba", 4), parts("", 4)
    ([(0, 4), (4, 8), (8, 10)], [(0, 0)])
    """
    cuts, at = [0], 0
    while len(text) - at > size:
        end = text.rfind("\n", at, at + size) + 1
        at = end if end > at else at + size
        cuts.append(at)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def part_of(place: int, cuts: Sequence[tuple[int, int]]) -> int:
    """Which part holds a place, from 1.

    >>> part_of(5, [(0, 4), (4, 8)])
    2
    """
    return next((number for number, (start, end) in enumerate(cuts, 1) if start <= place < end), len(cuts))
