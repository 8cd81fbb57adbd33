"""Orders by what a body has to do: "was requested to …", "shall …", "được giao …", "phải …"."""

from collections.abc import Iterator

from quarterdeck.prose.tasks.order import NEAR, Order, act_at, has_act
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import subject_bodies


def passive(s: Sentence, *, within: bool) -> Iterator[Order]:
    for index in range(s.begin + 1, len(s.tokens)):
        length = s.words.at("passive", s.tokens, index)
        if not length or (s.words.passive_be and s.tokens[index - 1].key not in s.words.passive_be):
            continue
        agent = _agent(s, index + length)
        now = s.words.at("passive_now", s.tokens, index - 1)
        if not (within or agent or s.listed or now):
            continue
        first, names = subject_bodies(s, index)
        if names and has_act(s, index + length, near=NEAR):
            yield Order(first, act_at(s, index + length), len(s.tokens), agent, names, "passive")
            return


def _agent(s: Sentence, at: int) -> str:
    """Who ordered, after "by" at the end of a passive."""
    agent = s.words.clarity.agent
    for index in range(at, min(at + 4, len(s.tokens))):
        if agent.at(s.tokens, index) and index + 1 < len(s.tokens):
            return s.said(index + 1, min(index + 9, len(s.tokens)))
    return ""


def must(s: Sentence, *, within: bool, dated: bool) -> Iterator[Order]:
    for index in range(s.begin + 1, len(s.tokens)):
        firm = s.words.at("firm", s.tokens, index)
        strong = s.words.at("strong", s.tokens, index)
        weak = s.words.at("weak", s.tokens, index) if within else 0
        length = firm or (strong if within or dated or s.listed else 0) or weak
        if not length:
            continue
        first, names = subject_bodies(s, index)
        idle = s.words.at("no_duty", s.tokens, s.after_adverbs(index + length))
        if names and not idle and (s.words.clarity.bodies.head_first or _is_act(s, index + length)):
            yield Order(first, act_at(s, index + length), len(s.tokens), "", names, "must")
            return


def _is_act(s: Sentence, at: int) -> bool:
    """Whether what follows a modal is something to do: a verb, and no "be" of a state or a passive."""
    at = s.after_adverbs(at)
    return at < len(s.tokens) and s.tokens[at].is_word and s.tokens[at].key not in s.words.clarity.be
