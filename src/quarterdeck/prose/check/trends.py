"""Words of rise and fall without a number: "traffic accidents rose" where the figures say that they fell."""

import re
from collections.abc import Iterator, Sequence

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Named
from quarterdeck.prose import names
from quarterdeck.prose.check.answers import SAME, Answer, Reader
from quarterdeck.prose.check.finding import WORDING, Evidence, Finding
from quarterdeck.prose.check.language import Language, language
from quarterdeck.prose.check.provenance import figure_of
from quarterdeck.prose.figures import FigureFact
from quarterdeck.prose.text import Text, language_of, normal
from quarterdeck.prose.words import tokens, words_of

# A clause without a number, up to the next stop, comma or number.
_CLAUSE = re.compile(r"[^.,;:!?()|\n\d%]++")
# A digit or a proper name before the clause may say another time or another place.
_ELSEWHERE = re.compile(r"\d|\s[^\W\d_a-zà-ỹ]")
# Shorter ones say nothing, longer ones too much.
_FEWEST, _MOST = 12, 160


def trends(findings: Sequence[Finding], text: str, lang: str | None, reader: Reader) -> Iterator[Finding]:
    """A finding on each clause "indicator, rose" or "indicator, fell" that goes against the published direction."""
    main = lang or language_of(text)
    words = language(main)
    taken = [(one.start, one.end) for one in findings]
    whole: Text | None = None
    low = text.lower()
    present = [one for one in words.moving if one in low]
    at = 0
    for clause in _CLAUSE.finditer(text):
        if not _FEWEST <= clause.end() - clause.start() <= _MOST or text[clause.end() : clause.end() + 1].isdigit():
            continue
        while at < len(taken) and taken[at][1] <= clause.start():
            at += 1
        if at < len(taken) and taken[at][0] < clause.end():
            continue
        if len(low) == len(text) and not any(low.find(one, clause.start(), clause.end()) >= 0 for one in present):
            continue
        moved = words.moved.search(text, clause.start(), clause.end())
        if moved is None or _ELSEWHERE.search(text, reader.begin(clause.start()) + 1, clause.start()):
            continue
        whole = whole or normal(text)
        if found := _against(text[clause.start() : moved.start()], clause, moved, words, main, reader):
            yield found


def _against(
    name: str, clause: re.Match[str], moved: re.Match[str], words: Language, lang: str, reader: Reader
) -> Finding | None:
    """The finding where the words before the verb are one indicator's name and its figure went the other way."""
    code = _named(name, lang, reader)
    if not code or words.unreal.search(clause[0]) or words.contrast.search(clause[0]):
        return None
    told = _direction(code, reader)
    if told is None or told[0] == (moved["up"] is not None):
        return None
    up, fact = told
    slots = {"words": moved[0], "name": Named(reader.catalogue.indicator(code))}
    text = (
        gettext_noop('"{words}" goes against the figures: {name:en} rose.')
        if up
        else gettext_noop('"{words}" goes against the figures: {name:en} fell.')
    )
    figure = figure_of(code, Answer(fact.value, fact.relation, fact)) if fact.value is not None else None
    start = clause.start() + len(name) - len(name.lstrip())
    quote = clause[0].strip()
    evidence = (Evidence("figure", figure),) if figure is not None else ()
    return Finding(
        start, start + len(quote), quote, WORDING, Message(text, slots), figure, cause="wording", evidence=evidence
    )


def _named(words: str, lang: str, reader: Reader) -> str:
    """The one indicator that `words` name from first to last; "" else."""
    whole = normal(words)
    known = words_of(lang)
    line = tokens(whole.lower)
    flags = [False] * len(line)
    index = names.index_of(reader.catalogue, lang)
    found = [one for one in names.mentions(whole, line, known, index, flags, flags) if not (one.generic or one.guessed)]
    if len(found) != 1 or len(found[0].codes) != 1 or found[0].missing:
        return ""
    one = found[0]
    around = len(line) - (one.last - one.first)
    return next(iter(one.codes)) if around <= 1 and one.last == len(line) else ""


def _direction(code: str, reader: Reader) -> tuple[bool, FigureFact] | None:
    """Whether the figures of the period say that it rose, with the row that says so; None where they say nothing."""
    sorts = reader.by_time(code, reader.area, True, reader.period, True)
    for one in sorts[SAME]:
        if one.relation == "growth_yoy" and one.firm and one.value:
            return one.value > 0, one.fact
    for fact in reader.figures.current(code, reader.area):
        if fact.direction and not fact.illustrative and fact.period == reader.period.code:
            way = fact.direction.rsplit("_", 1)[-1]
            if way in ("up", "down"):
                return way == "up", fact
    return None
