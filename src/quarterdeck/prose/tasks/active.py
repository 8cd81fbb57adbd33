"""Orders in the active: "the Chairman requested the departments to …", "Chủ tịch giao Sở Y tế …"."""

from collections.abc import Iterator

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.lists import split
from quarterdeck.prose.tasks.order import NEAR, Order, act_at, has_act
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import clause_start, is_auxiliary, is_person, subject


def active(s: Sentence) -> Iterator[Order]:
    index, busy = 0, -1
    while index < len(s.tokens):
        found = s.words.orders.at(s.tokens, index)
        order = _order_at(s, index, index + found[0], found[1]) if found and index > busy else None
        if order is None or (busy >= 0 and not _again(s, index)):
            index += found[0] if found else 1
            continue
        yield order
        busy = index = max(order.act, index + 1)


def _again(s: Sentence, index: int) -> bool:
    """Whether a further order begins at `index`: one of the usual verbs behind a joiner, "also" apart."""
    if not s.words.at("again", s.tokens, index):
        return False
    clarity = s.words.clarity
    at = index
    for _ in range(NEAR):
        if at == 0:
            return True
        if clarity.joiners.at(s.tokens, at - 1) or s.tokens[at - 1].key == '"':
            return True
        if not (is_auxiliary(s, at) or s.tokens[at - 1].is_capital or is_person(s, at - 1)):
            return False
        at -= 1
    return False


def _order_at(s: Sentence, at: int, after: int, how: str) -> Order | None:
    if s.ends_phrase("not_order_after", at) or s.words.at("not_order_before", s.tokens, after):
        return None
    first = clause_start(s, at)
    assigner = subject(s, first, at)
    if assigner is None:
        return None
    if how == "that":
        return _that(s, first, after, assigner)
    found = named(s, after)
    if found is not None and has_act(s, found.end, near=NEAR, certain=found.certain):
        return Order(first, act_at(s, found.end), len(s.tokens), assigner, found.names, "order")
    colon = after < len(s.tokens) and s.tokens[after].key == ":"
    direct = how == "free" and (has_act(s, after, near=1) or (after == len(s.tokens)))
    if direct or colon:
        return Order(first, act_at(s, after), len(s.tokens), assigner, (), "order")
    return None


def _that(s: Sentence, first: int, after: int, assigner: str) -> Order | None:
    """ "requested that ministries submit", "stressed that the ministry must": a clause with its own subject."""
    for index in range(after, min(after + 40, len(s.tokens))):
        if s.words.at("strong", s.tokens, index) or s.words.at("firm", s.tokens, index):
            break
        if index > after and s.is_verb(index) and s.tokens[index - 1].is_word and not s.adverb(index - 1):
            break
        if index > after and s.tokens[index].key == "should":
            break
    else:
        return None
    names = split(s, after, index)
    return Order(first, act_at(s, index), len(s.tokens), assigner, names, "order that") if names else None
