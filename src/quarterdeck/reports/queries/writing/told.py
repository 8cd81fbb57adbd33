"""Written texts: for people, and for programs with every number apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from quarterdeck.areas.models import Area
from quarterdeck.core.periods import Period
from quarterdeck.prose.write import Piece, Told, paragraph, text, told
from quarterdeck.reports.queries.doors import Doors
from quarterdeck.reports.queries.writing.asked import State
from quarterdeck.reports.queries.writing.knowledge import Knowledge
from quarterdeck.reports.queries.writing.stated import Stated, stated

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written: these indicators, in full or only their sentences, alone or as one paragraph."""

    codes: Sequence[str]
    full: bool = True
    together: bool = False
    languages: Sequence[str] = LANGUAGES


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences about one indicator, or about a headline and its parts, in each language."""

    of: Sequence[Stated]
    sentences: Mapping[str, Sequence[tuple[Stated, Told]]]

    def plain(self, lang: str) -> str:
        """The text without doors."""
        return text([one for _, one in self.sentences[lang]])


def texts(of: Knowledge, wish: Wish, area: Area, period: Period) -> list[Text]:
    """A text for each indicator, or one paragraph of all, the first its headline."""
    known = [stated(of, code, area, period, full=wish.full) for code in wish.codes]
    if wish.together and known:
        return [Text(known, {lang: _paragraph(known, lang) for lang in wish.languages})]
    return [
        Text([one], {lang: [(one, sentence) for sentence in told(one.statement, lang)] for lang in wish.languages})
        for one in known
    ]


def _paragraph(known: Sequence[Stated], lang: str) -> list[tuple[Stated, Told]]:
    by_statement = {id(one.statement): one for one in known}
    head, *parts = [one.statement for one in known]
    return [(by_statement[id(one.of)], one) for one in paragraph(head, parts, lang)]


def doors_of(state: State) -> Doors:
    """Where the numbers of a state of knowledge are explained."""
    return Doors(state.area.code, state.review, state.known.name, timezone.localtime(state.known.at).date())


def as_json(of: Knowledge, found: Sequence[Text], doors: Doors) -> dict[str, Any]:
    """The state of knowledge and every text; values as text of exact decimals, in the unit as written."""
    return {
        "review": of.state.review or None,
        "vintage": of.state.known.name or None,
        "known_on": of.state.known.at.isoformat(),
        "texts": [
            {
                "indicators": [one.code for one in text.of],
                "area": text.of[0].area.code,
                "period": text.of[0].statement.period.code,
                **{lang: _told(text, lang, doors) for lang in text.sentences},
            }
            for text in found
        ],
    }


def _told(of: Text, lang: str, doors: Doors) -> dict[str, Any]:
    return {
        "text": of.plain(lang),
        "sentences": [[_piece(known, piece, doors) for piece in one.pieces] for known, one in of.sentences[lang]],
    }


def _piece(known: Stated, piece: Piece, doors: Doors) -> dict[str, Any]:
    if not piece.of:
        return {"text": piece.text}
    return {
        "text": piece.text,
        "of": piece.of,
        "indicator": known.code,
        "value": None if piece.value is None else f"{piece.value.normalize():f}",
        "unit": piece.unit or None,
        "badge": known.badge(piece) or None,
        "origin": known.origin(piece, doors),
    }
