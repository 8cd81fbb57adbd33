"""The few failures that are expected, each with the place it happened and the remedy."""

from quarterdeck.core.messages import Message


class QuarterdeckError(Exception):
    """An expected failure that a person can do something about.

    `message` says what is wrong, `place` where (a file, row, field), `remedy` what to do next.
    """

    def __init__(self, message: Message | str, *, remedy: Message | str = "", place: str = "") -> None:
        self.message = message if isinstance(message, Message) else Message(message)
        self.remedy = remedy if isinstance(remedy, Message) else Message(remedy)
        self.place = place
        told = _ended(str(self.message)) if str(self.remedy) else str(self.message)
        super().__init__(" ".join(part for part in (place and f"{place}:", told, str(self.remedy)) if part))


def _ended(sentence: str) -> str:
    """With a full stop, so that a remedy can follow."""
    return sentence if sentence.endswith((".", "!", "?", "…", ":", ";")) else f"{sentence}."


class BadInput(QuarterdeckError):
    """What was given cannot be used as it is, e.g. period "2024-Q5"."""


class Secret(BadInput):
    """What was given bears a mark of state secrecy: it may not be kept here at all, not even as a draft of a form."""


class Refused(QuarterdeckError):
    """The actor may not do this, e.g. a district writes figures of another district."""


class Conflict(QuarterdeckError):
    """Someone else saved first, or the same form was sent twice."""


class NotFound(QuarterdeckError):
    """What is asked for does not exist, e.g. indicator "GRPD"."""
