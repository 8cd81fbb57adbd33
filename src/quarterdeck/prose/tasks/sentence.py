"""One sentence as the words that orders are read by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quarterdeck.core.clarity.script import Script, Token
from quarterdeck.prose.tasks.words import OrderWords
from quarterdeck.prose.text import Text


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence; `start` is its place in the normal form.

    `listed` is true for an item of a list, `begin` the first token past its bullet or number. `marks` tells for each
    token which kinds of phrases begin there and how many tokens each takes, `ended` which kinds end right before it.
    `people` are the words of the names of persons seen before, `tokens` its words, numbers and signs.
    """

    script: Script
    start: int
    words: OrderWords
    listed: bool
    begin: int
    marks: Sequence[Mapping[str, int]]
    ended: Sequence[frozenset[str]]
    people: frozenset[str]
    tokens: tuple[Token, ...]

    @classmethod
    def of(
        cls, whole: Text, place: tuple[int, int], words: OrderWords, *, listed: bool, people: frozenset[str]
    ) -> "Sentence":
        """The sentence at `place` of a text."""
        script = Script.of(whole.flat[place[0] : place[1]])
        begin = _past_bullet(script.tokens) if listed else 0
        return cls(script, place[0], words, listed, begin, *_marked(script.tokens, words), people, script.tokens)

    def at(self, kind: str, index: int) -> int:
        """How many tokens a phrase of `kind` takes at `index`; 0 for none."""
        return self.marks[index].get(kind, 0) if index < len(self.marks) else 0

    def said(self, first: int, last: int) -> str:
        """The words from token `first` up to `last`, without the signs around them."""
        tokens = self.tokens
        while last > first and tokens[last - 1].key in '.,;:"-(/':
            last -= 1
        while first < last and tokens[first].key in '.,;:"-)':
            first += 1
        if first >= last:
            return ""
        return " ".join(self.script.text[tokens[first].start : tokens[last - 1].end].split())

    def place(self, first: int, last: int) -> tuple[int, int]:
        """The half-open place in the normal form of the tokens `first` up to `last`."""
        return self.start + self.tokens[first].start, self.start + self.tokens[last - 1].end

    def is_verb(self, index: int) -> bool:
        """Whether a verb in its plain form stands at `index`, and no name or noun."""
        clarity = self.words.clarity
        if index >= len(self.tokens) or self.after_noun(index):
            return False
        if self.at("more_verbs", index):
            return True
        if not clarity.verbs.at(self.tokens, index):
            return False
        return clarity.lemmas.get(self.tokens[index].key, self.tokens[index].key) == self.tokens[index].key

    def after_noun(self, index: int) -> bool:
        """Whether the words before make a noun of what stands at `index`: "việc rà soát", "the report"."""
        nouns = self.words.clarity.not_verb_after
        return any(
            (found := nouns.at(self.tokens, at)) is not None and at + found[0] == index
            for at in range(max(0, index - 4), index)
        )

    def adverb(self, index: int) -> int:
        """How many tokens of manner or haste stand at `index`."""
        if index >= len(self.tokens):
            return 0
        clarity = self.words.clarity
        if clarity.adverb.fullmatch(self.tokens[index].key):
            return 1
        vague = clarity.vague.at(self.tokens, index)
        if vague is None or vague[1] not in ("V-time", "V-manner"):
            return 0
        verb = clarity.verbs.at(self.tokens, index)
        longest = max(verb[0] if verb else 0, self.at("more_verbs", index) - 1)  # "cụ thể hóa" acts, "sớm" does not
        return 0 if longest >= vague[0] else vague[0]

    def after_adverbs(self, index: int) -> int:
        """The first token from `index` on that is no adverb: past "promptly and fully"."""
        joined = self.words.clarity.bodies.conjunctions
        while step := self.adverb(index):
            index += step
            joiner = joined.at(self.tokens, index)
            index += joiner[0] if joiner and self.adverb(index + joiner[0]) else 0
        return index

    def modal(self, index: int) -> int:
        """How many tokens of "shall", "phải" and the like stand at `index`."""
        return max(self.at(kind, index) for kind in ("firm", "strong", "weak"))

    def gerund_after(self, index: int) -> bool:
        """Whether "with drafting" stands at `index`: what somebody is tasked with."""
        joined = self.at("act_with", index) and index + 1 < len(self.tokens)
        return bool(joined and self.words.gerund.fullmatch(self.tokens[index + 1].key))

    def has(self, kind: str) -> bool:
        """Whether a phrase of `kind` stands anywhere."""
        return any(kind in one for one in self.marks)

    def ends_phrase(self, kind: str, index: int) -> bool:
        """Whether a phrase of `kind` ends right before `index`."""
        return kind in self.ended[index]


_NOTHING: Mapping[str, int] = {}
_NONE: frozenset[str] = frozenset()


def _marked(
    tokens: tuple[Token, ...], words: OrderWords
) -> tuple[Sequence[Mapping[str, int]], Sequence[frozenset[str]]]:
    """The phrases at each token, and the kinds of those that end before it."""
    marks = [
        words.starting(tokens, index) if token.key in words.by_first else _NOTHING for index, token in enumerate(tokens)
    ]
    ended = [_NONE] * (len(tokens) + 1)
    for index, kinds in enumerate(marks):
        for kind, length in kinds.items():
            ended[index + length] |= {kind}
    return marks, ended


def _past_bullet(tokens: tuple[Token, ...]) -> int:
    at = 0
    while at < min(6, len(tokens) - 1):
        numbered = tokens[at].is_number or len(tokens[at].text) == 1 or set(tokens[at].text) <= set("IVXivx")
        if (tokens[at].is_word or tokens[at].is_number) and not (numbered and tokens[at + 1].key in ".)"):
            break
        at += 1
    return at
