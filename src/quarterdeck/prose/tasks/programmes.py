"""Programmes of work: "In 2025 the city continues to …", after which each sentence without a subject sets a task."""

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.sentence import Sentence

_OPENING = 8
_UNIT = 4


def programme_of(s: Sentence) -> tuple[str, ...]:
    """The unit whose programme a sentence opens; nothing where it opens none or tells results."""
    if not s.words.at("times_ahead", s.tokens, s.begin) or _tells_results(s):
        return ()
    for at in range(s.begin + 1, min(s.begin + _OPENING, len(s.tokens))):
        unit = s.words.at("units", s.tokens, at)
        found = named(s, at)
        ends = [at + unit] if unit else []
        ends += [found.end] if found is not None else []
        for end in ends:
            if end - at <= _OPENING and _plans(s, end):
                return found.names if found is not None and found.end == end else (s.said(at, end),)
    return ()


def _plans(s: Sentence, at: int) -> bool:
    end = min(at + _UNIT, len(s.tokens))
    return any(
        s.words.at("plans_ahead", s.tokens, index) and all(s.tokens[one].is_capital for one in range(at, index))
        for index in range(at, end)
    )


def _tells_results(s: Sentence) -> bool:
    return any(s.words.at("results", s.tokens, at) for at in range(s.begin, min(s.begin + 20, len(s.tokens))))
