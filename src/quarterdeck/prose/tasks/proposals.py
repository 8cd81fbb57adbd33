"""Proposals that a government approves: "the proposal made by the Minister to do so was approved by the Cabinet"."""

from quarterdeck.prose.tasks.nominal import act_noun
from quarterdeck.prose.tasks.order import Order
from quarterdeck.prose.tasks.sentence import Sentence

# Words between a proposal and what it is for: "the proposal made by the Minister of Finance for the repair of …".
_FOR = 30


def approved(s: Sentence) -> Order | None:
    """What was approved, as an order to those who proposed it; None where nothing is."""
    approval = _first(s, "approved", 0)
    if approval is None:
        return None
    proposal = _first(s, "proposals", 0)
    start = proposal[1] if proposal else approval[1]
    act = _act_from(s, start)
    if act is None:
        return None
    last = approval[0] if approval[0] > act else len(s.tokens)
    clarity = s.words.clarity
    while last > act and (
        s.tokens[last - 1].key in clarity.be
        or s.tokens[last - 1].key in ",.;"
        or clarity.bodies.articles.at(s.tokens, last - 1)
        or clarity.joiners.at(s.tokens, last - 1)
    ):
        last -= 1
    assigner = _proposer(s, start, act) or _approver(s)
    return Order(0, act, last, assigner, (), "approved") if last > act else None


def planned(s: Sentence) -> str:
    """What a sentence says was planned, as the words of the plan."""
    found = _first(s, "planned", 0)
    if found is None or found[1] >= len(s.tokens) or s.tokens[found[1]].key in s.words.clarity.be:
        return ""
    return s.said(found[1], len(s.tokens))


def _first(s: Sentence, kind: str, at: int) -> tuple[int, int] | None:
    for index in range(at, len(s.tokens)):
        length = s.at(kind, index)
        if length:
            return index, index + length
    return None


def _act_from(s: Sentence, at: int) -> int | None:
    """Behind the first "to" with a verb, or at a verb right there."""
    if at < len(s.tokens) and s.is_verb(at):
        return at
    for index in range(at, len(s.tokens) - 1):
        act = s.after_adverbs(index + 1)
        aimed = s.ends_phrase("aims", index)  # "a bill, which aims to"
        if s.tokens[index].key == s.words.clarity.to and act < len(s.tokens) and s.is_verb(act) and not aimed:
            return act
    proposed = s.ends_phrase("proposals", at) and not s.words.clarity.bodies.head_first
    near = range(at, min(at + _FOR, len(s.tokens) - 1)) if proposed else ()
    return next((noun for one in near if s.at("given_for", one) and (noun := act_noun(s, one + 1)) is not None), None)


def _proposer(s: Sentence, first: int, last: int) -> str:
    agent = s.words.clarity.agent
    for index in range(first, last):
        if agent.at(s.tokens, index):
            return s.said(index + 1, last - 1)
    return ""


def _approver(s: Sentence) -> str:
    found = _first(s, "approved_by", 0)
    return s.said(*found) if found else ""
