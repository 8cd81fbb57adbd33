"""Orders in the active: "the Chairman requested the departments to …", "Chủ tịch giao Sở Y tế …"."""

from collections.abc import Iterator

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.lists import split
from quarterdeck.prose.tasks.nominal import act_noun, to_be_done
from quarterdeck.prose.tasks.order import NEAR, Order, act_at, has_act, opens_list
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import clause_start, is_auxiliary, is_person, subject

# No sentence has more verbs of ordering; what has is no prose, and time must stay bounded.
_TRIES = 40


def active(s: Sentence, *, within: bool) -> Iterator[Order]:
    """The orders of a sentence by its verbs of ordering; `within` where somebody orders in the paragraph."""
    index, first, tried, rule = s.begin, -1, 0, ""
    while index < len(s.tokens) and tried < _TRIES:
        found = s.words.orders.at(s.tokens, index)
        tried += found is not None
        again = _again(s, index, found[1], rule) if found and first >= 0 else None
        usable = found is not None and (first < 0 or again is not None) and (found[1] != "that_within" or within)
        order = _order_at(s, index, index + found[0], found[1], again) if found and usable else None
        if order is None:
            index += found[0] if found else 1
            continue
        yield order
        first, rule = order.first, order.rule
        index = max(order.act, index + 1)


def _again(s: Sentence, index: int, how: str, rule: str) -> int | None:
    """Where a further order begins, whose verb at `index` stands behind a joiner, "also" apart; None for none."""
    if how == "that_more":
        return index if rule == "order that" else None
    if not s.at("again", index):
        return None
    at = index
    for _ in range(NEAR):
        if at == 0 or s.words.clarity.joiners.at(s.tokens, at - 1) or s.tokens[at - 1].key == '"':
            return at
        if not (is_auxiliary(s, at) or s.tokens[at - 1].is_capital or is_person(s, at - 1)):
            return None
        at -= 1
    return None


def _order_at(s: Sentence, at: int, after: int, how: str, again: int | None) -> Order | None:
    noun = act_noun(s, after) if s.ends_phrase("noun_orders", after) else None
    noun = to_be_done(s, after) if noun is None and how == "noun" else noun
    barred = how != "noun" and s.at("not_order_before", after)
    if s.ends_phrase("not_order_after", at) or (barred and noun is None):
        return None
    first = clause_start(s, at) if again is None else again
    assigner = subject(s, first, at)
    if assigner is None:
        return None
    if how.startswith("that"):
        return _that(s, first, after, assigner, decides=how != "that_within")
    end = len(s.tokens)
    if noun is not None:
        return Order(first, noun, end, assigner, (), "noun")
    found = named(s, after)
    if found is not None and has_act(s, found.end, near=NEAR, certain=found.certain):
        act = end if opens_list(s, found.end) else act_at(s, found.end)
        return Order(first, act, end, assigner, found.names, "order")
    if opens_list(s, found.end if found is not None else after):
        return Order(first, end, end, assigner, found.names if found else (), "order")
    direct = how == "free" and (has_act(s, after, near=1) or after == end)
    return Order(first, act_at(s, after), end, assigner, (), "order") if direct else None


def _that(s: Sentence, first: int, after: int, assigner: str, *, decides: bool) -> Order | None:
    """ "requested that ministries submit", "stressed that the ministry must": a clause with its own subject."""
    for index in range(after, min(after + 40, len(s.tokens))):
        if _is_done(s, index, after):
            return Order(first, after, len(s.tokens), assigner, (), "order that")
        if s.at("strong", index) or s.at("firm", index):
            break
        if index > after and s.is_verb(index) and s.tokens[index - 1].is_word and not s.adverb(index - 1):
            break
        weak = index > after and s.at("weak", index)
        if weak and (decides or s.tokens[index].key == "should"):
            break
    else:
        return None
    names = split(s, after, index)
    return Order(first, act_at(s, index), len(s.tokens), assigner, names, "order that") if names else None


def _is_done(s: Sentence, index: int, after: int) -> bool:
    """Whether a plain "be" after its subject asks that something be done, whoever does it."""
    if index <= after or s.tokens[index].key not in s.words.plain_be:
        return False
    return not (s.modal(index - 1) or s.tokens[index - 1].key == s.words.clarity.to)
