"""Who may raise, answer, hand over, confirm, and keep the watch list and calls."""

from collections.abc import Iterable, Mapping
from datetime import date

from quarterdeck.core.errors import BadInput, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require


def acts_for_all(actor: Actor) -> bool:
    """Whether the actor prepares reviews and so may act for the units that ask."""
    return Right.PREPARE_REVIEW in actor.rights


def decides(actor: Actor) -> bool:
    """Whether the actor is a leader, or records for the leaders, and so may answer what was put to anyone."""
    return Right.CLOSE_REVIEW in actor.rights


def require_raiser(actor: Actor, raised_by: Iterable[str]) -> None:
    """A unit raises difficulties in its own name only; the specialists of the Office for anyone."""
    require(actor, Right.RAISE_DIFFICULTY)
    if not acts_for_all(actor) and set(raised_by) - {actor.organisation}:
        raise Refused(
            gettext_noop("You may raise difficulties only in the name of your own organisation."),
            remedy=gettext_noop("Ask the other units to raise it too, or the specialists of the Office."),
        )


def require_asker(actor: Actor, raised_by: Iterable[str]) -> None:
    """Only a unit that asked, or the specialists of the Office for it, may confirm and return answers."""
    require(actor, Right.RAISE_DIFFICULTY)
    if not acts_for_all(actor) and actor.organisation not in set(raised_by):
        raise Refused(
            gettext_noop("This difficulty belongs to another unit, not to your organisation."),
            remedy=gettext_noop("Ask that unit to do it, or the specialists of the Office."),
        )


def require_answerer(actor: Actor, routed_to: Iterable[str]) -> None:
    """Only the organisations asked, the leaders, and those who record for them may answer."""
    require(actor, Right.ANSWER_DIFFICULTY)
    if not decides(actor) and actor.organisation not in set(routed_to):
        raise Refused(
            gettext_noop("This difficulty was put to another organisation, not to yours."),
            remedy=gettext_noop("Tell the Office if it should be put to your organisation."),
        )


def require_keeper(actor: Actor) -> None:
    """Only who prepares reviews keeps the watch list and asks units for their difficulties."""
    require(actor, Right.PREPARE_REVIEW)


def require_hander(actor: Actor, origin: str, day: date, until: date | None) -> None:
    """The body `origin` hands over what it was asked until the day `until`; the Office at any time."""
    require(actor, Right.ANSWER_DIFFICULTY)
    if acts_for_all(actor):
        return
    if actor.organisation != origin:
        raise Refused(
            gettext_noop("This difficulty was put to another organisation, not to yours."),
            remedy=gettext_noop("Tell the Office if it should be put to your organisation."),
        )
    if until and day > until:
        raise Refused(
            gettext_noop("The days in which your organisation may hand it over by itself are over."),
            remedy=gettext_noop("Answer it, or ask the specialists of the Office to hand it over."),
        )


def require_replier(actor: Actor, asked: str) -> None:
    """A unit replies to a call in its own name; the specialists of the Office for anyone."""
    require(actor, Right.RAISE_DIFFICULTY)
    if not acts_for_all(actor) and actor.organisation != asked:
        raise Refused(
            gettext_noop("You may reply only in the name of your own organisation."),
            remedy=gettext_noop("Ask that unit to reply, or the specialists of the Office."),
        )


def spoken_for(actor: Actor, bodies: Iterable[str]) -> tuple[str, ...]:
    """The bodies (codes) besides the actor's own in whose name something is said that is said for all of `bodies`.

    >>> from quarterdeck.core.rights import NOBODY
    >>> spoken_for(NOBODY, ["UBND-D2"])
    ('UBND-D2',)
    """
    return tuple(code for code in bodies if code != actor.organisation)


def require_told(actor: Actor, bodies: Mapping[str, tuple[str, str]], told: str) -> None:
    """Whoever speaks for another body says how that body said so; `bodies` are its names in both languages by code."""
    others = [bodies[code] for code in spoken_for(actor, bodies)]
    if others and not told.strip():
        raise BadInput(
            Message(gettext_noop("This is said in the name of {names_en} too."),
                    {"names_vi": ", ".join(vi for vi, _en in others), "names_en": ", ".join(en for _vi, en in others)}),
            remedy=gettext_noop("Say how they said so: a letter with its number, a call, a meeting."), place="told",
        )  # fmt: skip
