"""What the country pack says of the handbook: its topics, when an answer is looked at again, how it is printed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from quarterdeck.web import packs


def layout() -> Mapping[str, Any]:
    """The pack's handbook.yaml."""
    found: Mapping[str, Any] = packs.read(settings.PACK, "handbook.yaml")
    return found


def topics() -> Sequence[Mapping[str, Any]]:
    """The topics in the order of the book: code, vi, en, words."""
    found: Sequence[Mapping[str, Any]] = layout()["topics"]
    return found


def topic_name(code: str, lang: str) -> str:
    """What a topic is called; one that the pack does not know names itself."""
    return next((str(one[lang]) for one in topics() if one["code"] == code), code)


def order_of_topics() -> dict[str, int]:
    """The place of each topic in the book."""
    return {one["code"]: place for place, one in enumerate(topics())}


def laws() -> tuple[str, ...]:
    """The words that begin the name of a law, in any language."""
    return tuple(word for group in layout()["laws"].values() for word in group)


def ending_days() -> int:
    """How many days before the last day of an answer it is shown as ending."""
    return int(layout()["ending"])


def again() -> tuple[str, ...]:
    """What a document may do to a ground so that the answer is looked at again."""
    return tuple(layout()["again"])
