"""Programmes of work: "In 2025 the city continues to …", after which each sentence without a subject sets a task."""

from collections.abc import Iterator

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.order import Order
from quarterdeck.prose.tasks.parts import parts
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import subject_bodies

_OPENING = 10
_UNIT = 4
# Semicolons of a list in a sentence at least.
_SEVERAL = 2


def programme_of(s: Sentence) -> tuple[tuple[str, ...], int]:
    """The unit whose programme a sentence opens, and the token behind it; nothing where it tells results."""
    first = _time(s)
    if first < 0 or _tells_results(s, first):
        return (), 0
    for at in range(first + 1, min(first + _OPENING, len(s.tokens))):
        unit = s.at("units", at)
        found = named(s, at)
        ends = [_proper_name(s, at + unit)] if unit else []
        ends += [found.end] if found is not None else []
        ends += [_proper_name(s, at)] if s.tokens[at - 1].key == "," or s.tokens[at - 1].is_number else []
        for end in ends:
            if at < end <= at + _OPENING and _plans(s, end):
                return (found.names if found is not None and found.end == end else (s.said(at, end),)), end
    return (), 0


def programme(s: Sentence, unit: tuple[str, ...], begins: int) -> list[Order]:
    """What the opening of a programme itself sets: "the district goes on to …; plants …; repairs …".

    One that lists nothing sets only what it begins with a verb, which does more than urge on.
    """
    listed = any(s.tokens[at].key == ";" for at in range(begins, len(s.tokens)))
    act = begins
    while act < len(s.tokens) and (ahead := s.at("weak", act)):
        act += ahead
    if not listed and (act == begins or act >= len(s.tokens) or not s.is_verb(act) or s.at("exhorting", act)):
        return []
    return list(parts(s, Order(s.begin, begins, len(s.tokens), "", unit, "programme")))


def _proper_name(s: Sentence, at: int) -> int:
    """One past a name in capitals at `at`."""
    while at < len(s.tokens) and s.tokens[at].is_capital:
        at += 1
    return at


def programme_list(s: Sentence) -> Iterator[Order]:
    """What a unit sets out to do, as a list in the sentence: "ngành y tế tiếp tục: mở …; sắp xếp …"."""
    colon = next((at for at in range(s.begin, len(s.tokens)) if s.tokens[at].key == ":"), len(s.tokens))
    listed = any(s.tokens[at].key == ";" for at in range(colon, len(s.tokens)))
    if colon == len(s.tokens):
        yield from _announced(s)
    if not listed or not s.is_verb(s.after_adverbs(colon + 1)) or _tells_results(s):
        return
    for at in range(max(s.begin, colon - _OPENING), colon):
        if s.at("plans_ahead", at):
            first, names = subject_bodies(s, at)
            if names or any(s.at("task_nouns", one) for one in range(colon - _UNIT, colon)):
                yield Order(first, colon + 1, len(s.tokens), "", names, "programme")
            return


def _announced(s: Sentence) -> Iterator[Order]:
    """What a unit sets out to do by what was just decided: "Theo đó, tỉnh tiếp tục mở …; xây …; hỗ trợ …"."""
    at = s.begin + s.at("connectors", s.begin)
    comma = at > s.begin and at < len(s.tokens) and s.tokens[at].key == ","
    ends = [one for one in range(at, len(s.tokens) - 1) if s.tokens[one].key == ";"] if comma else []
    if len(ends) < _SEVERAL or not all(s.is_verb(s.after_adverbs(one + 1)) for one in ends) or _tells_results(s):
        return
    unit = s.at("units", at + 1)
    found = named(s, at + 1)
    end = at + 1 + unit if unit else found.end if found is not None else 0
    if end and _plans(s, end):
        names = found.names if found is not None and found.end == end else (s.said(at + 1, end),)
        yield Order(s.begin, end, len(s.tokens), "", names, "programme")


def called_task(s: Sentence) -> Iterator[Order]:
    """What a sentence calls a task: "Nhiệm vụ cấp bách là khơi thông …", "The urgent task is to reopen …"."""
    begin = s.begin + s.at("connectors", s.begin)
    named_so = next((at for at in range(begin, min(begin + _UNIT, len(s.tokens))) if s.at("task_nouns", at)), None)
    if named_so is None:
        return
    for at in range(named_so + 1, min(named_so + _OPENING + _UNIT, len(s.tokens) - 1)):
        length = s.at("task_is", at)
        act = s.after_adverbs(at + length) if length else at
        while length and act < len(s.tokens) and (ahead := s.modal(act)):
            act = s.after_adverbs(act + ahead)
        if length and s.is_verb(act):
            yield Order(begin, act, len(s.tokens), "", (), "task")
            return


def _plans(s: Sentence, at: int) -> bool:
    end = min(at + _UNIT, len(s.tokens))
    return any(
        s.at("plans_ahead", index) and all(s.tokens[one].is_capital for one in range(at, index))
        for index in range(at, end)
    )


def _time(s: Sentence) -> int:
    """Where the time of a programme begins: the sentence, or its part behind what it takes up; -1 where none does."""
    if s.at("times_ahead", s.begin):
        return s.begin
    if not s.at("opening_acts", s.begin):
        return -1
    commas = (at for at in range(s.begin, min(s.begin + 3 * _OPENING, len(s.tokens) - 1)) if s.tokens[at].key == ",")
    return next((at + 1 for at in commas if s.at("times_ahead", at + 1)), -1)


def _tells_results(s: Sentence, first: int | None = None) -> bool:
    verbs = s.words.clarity.verbs
    begin = s.begin if first is None else first
    for at in range(begin, min(begin + 20, len(s.tokens))):
        verb, result = verbs.at(s.tokens, at), s.at("results", at)
        # "tăng cường" orders, "tăng" tells.
        if result and not (verb and verb[0] > result):
            return True
    return False
