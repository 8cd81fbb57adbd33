"""An order cut into the acts that its signs tell apart: "(1) …; (2) …", "như: …; …".

What one body is asked in one breath is one task, however many verbs tell it: "to list the wells and to close two".
"""

from collections.abc import Iterator
from dataclasses import replace

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.order import Order, before_joiner
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import begins_body

# An act has at least a verb and its object.
_FEWEST = 3


def parts(s: Sentence, order: Order) -> Iterator[Order]:
    """The acts of an order, in order; the order itself where nothing cuts it."""
    other = _other_body(s, order)
    if other is not None:
        joiner, names, act = other
        yield from parts(s, replace(order, last=before_joiner(s, order.act, joiner)))
        yield from parts(s, replace(order, first=joiner + 1, act=act, assignees=names))
        return
    begin = _listed_from(s, order)
    begin += item(s, begin)
    cuts = list(_cuts(s, replace(order, act=begin)))
    if not cuts:
        yield order
        return
    starts = [begin, *(start for _, start in cuts)]
    ends = [*(end for end, _ in cuts), order.last]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        first = order.first if number == 0 else start
        last = before_joiner(s, start, end)
        if last > start:
            yield replace(order, first=first, act=start, last=last)


def _other_body(s: Sentence, order: Order) -> tuple[int, tuple[str, ...], int] | None:
    """Where another body is asked in the same breath: "… and the Land Bank to extend loans"."""
    if s.words.clarity.bodies.head_first or order.rule != "order":
        return None
    for at in range(order.act + 1, order.last - _FEWEST):
        if not s.words.clarity.joiners.at(s.tokens, at) or not s.words.clarity.bodies.articles.at(s.tokens, at + 1):
            continue
        end = at + 2
        while end < order.last and s.tokens[end].is_capital:
            end += 1
        if end > at + 2 and s.tokens[end].key == s.words.clarity.to and begins_body(s, at + 2):
            return at, (s.said(at + 2, end),), end + 1
    return None


def _listed_from(s: Sentence, order: Order) -> int:
    """Behind a colon that opens a list in the sentence ("such as: …; …"); else where the act begins."""
    if not any(s.tokens[at].key == ";" for at in range(order.act, order.last)):
        return order.act
    for at in range(order.act, order.last - 1):
        if s.tokens[at].key == ";":
            break
        if s.tokens[at].key == ":" and any(s.at("such_as", one) for one in range(at - 3, at)):
            return order.act if _lists_things(s, at, order.last) else at + 1
    return order.act


def _lists_things(s: Sentence, colon: int, last: int) -> bool:
    """Whether most of a list behind a colon are things and no acts: "làm rõ một số chỉ tiêu như: thu thuế; nợ; …"."""
    if not s.words.clarity.bodies.head_first:
        return False
    starts = [at + 1 for at in range(colon, last - 1) if at == colon or s.tokens[at].key == ";"]
    acts = sum(s.is_verb(s.after_adverbs(_past_connectors(s, at))) or named(s, at) is not None for at in starts)
    return 2 * acts <= len(starts)


def _cuts(s: Sentence, order: Order) -> Iterator[tuple[int, int]]:
    """Where one act ends and the next begins."""
    begun, quoted = order.act, False
    listed = order.act != order.first and s.tokens[order.act - 1].key == ":"
    for at in range(order.act, order.last - 1):
        quoted ^= s.tokens[at].key == '"'
        if quoted or at == order.act:
            continue
        if (step := item(s, at)) and s.words.clarity.joiners.at(s.tokens, at - 1):
            yield at, at + step
            begun = at + step
        elif s.tokens[at].key == ";" and at - begun >= _FEWEST and not item(s, at + 1):
            start = s.after_adverbs(_past_connectors(s, at + 1))
            verb = s.is_verb(start) or s.is_verb(at + 1) or s.at("negation", at + 1)
            act = s.words.cut_by_semicolon and verb
            if (listed or act) and not _orders(s, start):
                yield at, at + 1
                begun = at + 1


def _orders(s: Sentence, at: int) -> bool:
    """Whether a verb at `at` orders somebody: "giao Sở …", not "đề xuất giải pháp"."""
    found = s.words.orders.at(s.tokens, at)
    if found is None or s.at("led", at):
        return False
    return not s.words.clarity.bodies.head_first or found[1] != "to_body" or named(s, at + found[0]) is not None


def _past_connectors(s: Sentence, at: int) -> int:
    """Past "at the same time" and the like."""
    while step := s.at("connectors", at):
        at += step
    return at


def item(s: Sentence, at: int) -> int:
    """How many tokens the number of an item takes: "(1)", "(b)"; 0 for none."""
    if at + 2 >= len(s.tokens) or s.tokens[at].key != "(" or s.tokens[at + 2].key != ")":
        return 0
    inner = s.tokens[at + 1]
    return 3 if len(inner.text) <= 2 and (inner.is_number or inner.is_word) else 0
