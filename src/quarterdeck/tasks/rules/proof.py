"""What proves a result: a document or a file where the country asks for one, words alone only with a reason."""

from collections.abc import Collection, Mapping, Sequence

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

WORDS_ALONE, STEPS_OPEN = "words_alone", "steps_open"
# What a named post overrode later than at issuing, with the words for it.
WARNINGS: Mapping[str, str] = {
    WORDS_ALONE: gettext_noop("proved in words alone, without a document or a file"),
    STEPS_OPEN: gettext_noop("accepted while steps on the way were open"),
}


def refuse_words_alone(result_kind: str, paper_for: Collection[str], *, paper: bool, why: str) -> None:
    """Refuse evidence without a document or a file for a kind of result that asks for one, unless somebody says why."""
    if result_kind in paper_for and not paper and not why:
        raise BadInput(
            gettext_noop("This result is proved by a document or a file; words alone do not prove it."), place="file",
            remedy=gettext_noop("Attach the file or name the registered document, or say why there is neither."),
        )  # fmt: skip


def refuse_open_steps(steps: Sequence[str], why: str) -> None:
    """Refuse to accept a result while steps on the way (named) are open, unless the acceptor says why."""
    if steps and not why:
        raise BadInput(
            Message(gettext_noop("Not finished yet: {steps}."), {"steps": "; ".join(steps)}), place="over",
            remedy=gettext_noop("Return the evidence, or say why the result is accepted all the same."),
        )  # fmt: skip
