"""Paragraphs from figures: the headline, its components, the plan, and what lags behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quarterdeck.core.pace import Standing
from quarterdeck.prose.write.clauses import after
from quarterdeck.prose.write.phrases import in_sentence, phrases
from quarterdeck.prose.write.sentence import sentence
from quarterdeck.prose.write.statement import Piece, Statement

_LAGGING = (Standing.BEHIND, Standing.OFF_COURSE)


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, and the statement that it tells."""

    of: Statement
    pieces: tuple[Piece, ...]


def told(said: Statement, lang: str, *, dated: bool = True, judged: bool = False, turn: int = 0) -> list[Told]:
    """All that is known of one figure: its sentence, then its revision and what other sources say."""
    first = sentence(said, lang, dated=dated, judged=judged, turn=turn)
    return [Told(said, tuple(one)) for one in (first, *after(said, lang))]


def paragraph(head: Statement, parts: Sequence[Statement], lang: str) -> list[Told]:
    """The headline, then its components, then by name those of them that lag behind their plan.

    The sentences are built in turn in different ways, always the same for the same figures; the period is named
    once where all are of the same.
    """
    return list(_sentences(head, parts, lang))


def _sentences(head: Statement, parts: Sequence[Statement], lang: str) -> Iterator[Told]:
    yield from told(head, lang)
    for turn, part in enumerate(parts):
        first, *others = told(part, lang, dated=part.period != head.period, turn=turn)
        yield _of_these(first, lang) if turn == 0 else first
        yield from others
    yield from _lagging([one for one in (head, *parts) if one.standing in _LAGGING], lang)


def _of_these(first: Told, lang: str) -> Told:
    """The first component, opened by "Of which"."""
    opening, name = str(phrases(lang)["of_these"]).partition("{sentence}")[0], first.pieces[0]
    return Told(first.of, (Piece(opening), Piece(in_sentence(name.text), name.of), *first.pieces[1:]))


def _lagging(behind: Sequence[Statement], lang: str) -> Iterator[Told]:
    if not behind:
        return
    words = phrases(lang)
    names = [in_sentence(one.name(lang)) for one in behind]
    joined = "; ".join(names)
    yield Told(behind[0], (Piece(str(words["lagging"]).format(list=joined)),))


def text(sentences: Sequence[Told]) -> str:
    """The paragraph as text."""
    return " ".join("".join(piece.text for piece in one.pieces) for one in sentences)
