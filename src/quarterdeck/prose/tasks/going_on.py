"""Sentences that go on ordering without saying who: "Focus on …", "Hoàn thiện …", items below "as follows:"."""

from collections.abc import Iterator

from quarterdeck.prose.tasks.memory import Memory
from quarterdeck.prose.tasks.order import Order
from quarterdeck.prose.tasks.orders import own_body
from quarterdeck.prose.tasks.sentence import Sentence

_SIGNS = ",-+*•·●▪–.)(:"
_DEEPEST = 12


def going_on(s: Sentence, memory: Memory) -> Iterator[Order]:
    """The order that a sentence within an order gives by its first verb, or by a body and its verb."""
    at = _start(s)
    last = len(s.tokens)
    if at >= last:
        return
    body = None if _is_imperative(s, s.after_adverbs(at)) else own_body(s, at)
    if body is not None and body.end < last:
        yield Order(at, body.end, last, "", body.names, "goes on")
    elif _is_imperative(s, s.after_adverbs(at)) or (s.listed and memory.listing and not s.tokens[at].is_number):
        yield Order(at, at, last, "", (), "goes on")


def _start(s: Sentence) -> int:
    """Past bullets, numbers of items, and words that only connect."""
    at = 0
    for _ in range(_DEEPEST):
        if at >= len(s.tokens):
            break
        numbered = s.listed and at < 2 and (s.tokens[at].is_number or len(s.tokens[at].text) == 1)
        if s.tokens[at].key in _SIGNS or (numbered and at + 1 < len(s.tokens) and s.tokens[at + 1].key in ".)"):
            at += 1
            continue
        length = s.words.at("connectors", s.tokens, at)
        if not length:
            break
        at += length
    return at


def _is_imperative(s: Sentence, at: int) -> bool:
    if at >= len(s.tokens) or not s.is_verb(at):
        return False
    if s.words.orders.at(s.tokens, at):
        return False
    verb = s.words.clarity.verbs.at(s.tokens, at)
    stop = s.words.at("not_imperative", s.tokens, at)
    if stop and (verb is None or stop >= verb[0]):
        return False
    return at + 1 < len(s.tokens) and s.tokens[at + 1].key not in ":"
