"""One order of a sentence, and where its act begins and ends."""

from dataclasses import dataclass

from quarterdeck.prose.tasks.sentence import Sentence

NEAR = 14
# Words behind an exhortation that still add no act.
_VAGUE = 6


@dataclass(frozen=True, slots=True)
class Order:
    """One order. Tokens: `first` to `last` the whole of it, `act` where what is to be done begins.

    `assigner` is as written, "" where none stands in the sentence; `rule` names how it was read; `time` are the
    tokens of a field that says by when, None where the order itself tells it.
    """

    first: int
    act: int
    last: int
    assigner: str
    assignees: tuple[str, ...]
    rule: str
    time: tuple[int, int] | None = None

    def is_empty(self, s: Sentence) -> bool:
        """Whether nothing stands behind the order, as before a list."""
        return not any(token.is_word for token in s.tokens[self.act : self.last])


def has_act(s: Sentence, at: int, *, near: int, certain: bool = False) -> bool:
    """Whether an act begins within `near` tokens; behind a name that surely ends any small word may be one."""
    clarity = s.words.clarity
    if not clarity.bodies.head_first:
        return at < len(s.tokens)
    for index in range(at, min(at + near, len(s.tokens))):
        if s.is_verb(index) or s.modal(index) or clarity.lead.at(s.tokens, index):
            return True
        if index == at and (s.adverb(index) or clarity.cooperate.at(s.tokens, index) or s.at("negation", at)):
            return True
    return certain and at < len(s.tokens) and s.tokens[at].is_word and not s.tokens[at].is_capital


def opens_list(s: Sentence, at: int) -> bool:
    """Whether only words such as "the following tasks:" stand from `at` on, so that the orders stand below."""
    last = len(s.tokens) - 1
    if last < at or s.tokens[last].key != ":" or last - at > NEAR:
        return False
    return last == at or any(s.at("opens_list", index) for index in range(at, last))


def act_at(s: Sentence, at: int) -> int:
    """The first word of the act: past signs, "to" and modals."""
    while at < len(s.tokens) and not s.at("whole_duty", at):
        step = (
            s.modal(at) or s.gerund_after(at) or (1 if s.tokens[at].key in (s.words.clarity.to, ":", ",", "-") else 0)
        )
        if not step:
            return at
        at += step
    return at


def before_joiner(s: Sentence, act: int, end: int) -> int:
    """`end` without the signs and the words that join on what follows."""
    joiners = s.words.clarity.joiners
    while end > act and (
        joiners.at(s.tokens, end - 1) or not (s.tokens[end - 1].is_word or s.tokens[end - 1].is_number)
    ):
        if s.tokens[end - 1].key in ')%"':
            break
        end -= 1
    return end


def is_vague(s: Sentence, act: int) -> bool:
    """Whether an exhortation names no act: "must coordinate effectively and avoid delays"."""
    length = s.at("vague_acts", act)
    end = next((at for at in range(act, len(s.tokens)) if s.tokens[at].key == ","), len(s.tokens))
    return bool(length) and end - act - length <= _VAGUE
