"""From the first word of a sentence to the act that heads it: who leads, who cooperates, what orders them."""

from dataclasses import dataclass, field

from quarterdeck.core.clarity.bodies import mentions
from quarterdeck.core.clarity.lexicon import Lexicon
from quarterdeck.core.clarity.names import Tokens, named_tokens, subject_end
from quarterdeck.core.clarity.quantities import quantities
from quarterdeck.core.clarity.script import Phrases, Script


@dataclass(frozen=True, slots=True)
class Act:
    """A verb and its kind (see `Lexicon.verbs`); `at` and `after` are its tokens, half open."""

    kind: str
    at: int
    after: int


@dataclass(slots=True)
class Steps:
    """Where the reading stands: `start` of the subject, `lead_end`, `zones` of those who cooperate.

    `ordered` is true after "shall"; `led` are the tokens of "chủ trì", "take the lead"; `subject_end` is where
    the subject ends for certain.
    """

    start: int
    lead_end: int | None = None
    zone: int | None = None
    zones: list[tuple[int, int]] = field(default_factory=list)
    ordered: bool = False
    led: tuple[int, int] | None = None
    subject_end: int | None = None

    def leave(self, at: int) -> None:
        """End the subject, or those who cooperate, before `at`."""
        if self.lead_end is None:
            self.lead_end = at
        if self.zone is not None:
            self.zones.append((self.zone, at))
            self.zone = None


class Walk:
    """One sentence with the words it is read by."""

    def __init__(self, tokens: Tokens, script: Script, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.script = script
        self.words = lexicon
        self.named = named_tokens(tokens, lexicon, shouted=script.shouted)

    def go(self) -> tuple[Steps, Act | None]:
        """Go from word to word up to the act that heads the sentence."""
        steps = self._begin(Steps(0), self._after_opening())
        index = steps.start
        while index < len(self.tokens):
            act = self._act_at(index, steps)
            if act is not None:
                steps.leave(index)
                return steps, self._led(steps, index) or act
            index = self._step(index, steps)
        if steps.led is not None:
            steps.leave(len(self.tokens))
            return steps, Act("lead", *steps.led)
        if steps.zone is not None:
            steps.leave(len(self.tokens))
        return steps, None

    def _begin(self, steps: Steps, start: int) -> Steps:
        """Read anew from `start`, where the subject begins."""
        steps.start, steps.lead_end, steps.zone, steps.zones = start, None, None, []
        if self.words.bodies.head_first:
            steps.subject_end = subject_end(self.tokens, start, self.words)
        return steps

    def _led(self, steps: Steps, index: int) -> Act | None:
        """To lead something "and submit" it: the leading is the head, the submitting is joined to it."""
        if steps.led is None or not self.after_joiner(index):
            return None
        between = [
            token
            for place, token in enumerate(self.tokens[: index - 1])
            if place >= steps.led[1] and not any(start <= place < end for start, end in steps.zones)
        ]
        led = any(token.is_word and token.key not in self.words.stop for token in between)
        return Act("lead", *steps.led) if led else None

    def _step(self, index: int, steps: Steps) -> int:
        """Take notice of the word at `index` and say where the next one is."""
        if self.named[index]:
            return index + 1
        assigned = self.words.assign.at(self.tokens, index)
        if assigned and self._assigns(index, index + assigned[0], steps):
            return self._begin(steps, index + assigned[0]).start
        if (found := self.words.cooperate.at(self.tokens, index)) is not None:
            steps.leave(index)
            steps.zone = index + found[0]
            return index + found[0]
        if (found := self.words.lead.at(self.tokens, index)) and self._may_be_verb(index, steps):
            steps.leave(index)
            steps.led = (index, index + found[0])
            return index + found[0]
        if (found := self.words.modals.at(self.tokens, index)) or self._is_to(index):
            steps.leave(index)
            steps.ordered = True
            return index + (found[0] if found else 1)
        skipped = self.adverb(index)
        ends_zone = self.tokens[index].key == "," and not self.words.bodies.head_first and steps.zone is not None
        if skipped or ends_zone:
            steps.leave(index)
        if steps.subject_end == index:
            steps.subject_end = index + skipped if skipped else (index + 1 if self.tokens[index].key in ",:" else None)
        return index + (skipped or 1)

    def _assigns(self, index: int, after: int, steps: Steps) -> bool:
        """Whether "giao", "requests" here is followed by the one it is assigned to."""
        that = any(token.key == "that" for token in self.tokens[index:after])
        if steps.ordered or (index and self.tokens[index - 1].key in self.words.be and not that):
            return False
        bodies = self.words.bodies
        at = after
        while at < len(self.tokens) and (self.tokens[at].key == ":" or bodies.articles.at(self.tokens, at)):
            at += (bodies.articles.at(self.tokens, at) or (1, ""))[0]
        if bodies.head_first:
            asker = bodies.organisations.at(self.tokens, steps.start) if index > steps.start else None
            if asker is not None and asker[1] == "open":
                return False  # a department that asks another body orders nothing: asking is its own act
            listed = (bodies.posts, bodies.organisations, bodies.quantifiers, bodies.groups, bodies.collectives)
            return any(phrases.at(self.tokens, at) for phrases in listed)
        ordered = that or any(self._is_to(place) for place in range(at, len(self.tokens)))
        return ordered and bool(mentions(self.tokens[at:], self.script, bodies))

    def _is_to(self, index: int) -> bool:
        """Whether a "to" before a verb stands here."""
        if not self.words.to or self.tokens[index].key != self.words.to:
            return False
        at = index + 1
        while at < len(self.tokens) and self.adverb(at):
            at += self.adverb(at)
        return any(phrases.at(self.tokens, at) for phrases in (self.words.verbs, self.words.lead))

    def adverb(self, index: int) -> int:
        """How many tokens of manner or haste stand here; none where they are a verb of their own."""
        if self.words.verbs.at(self.tokens, index):
            return 0
        if self.words.adverb.fullmatch(self.tokens[index].key):
            return 1
        vague = self.words.vague.at(self.tokens, index)
        return vague[0] if vague and vague[1] in ("V-time", "V-manner") else 0

    # -- verbs -------------------------------------------------------------------------------------------------
    def _act_at(self, index: int, steps: Steps) -> Act | None:
        if self.named[index] or not self.tokens[index].is_word or self._is_other(index, steps):
            return None
        verb = self.words.verbs.at(self.tokens, index)
        if verb and self._may_be_verb(index, steps):
            return Act(verb[1], index, index + verb[0])
        if verb is None and self._unknown_verb(index, steps):
            return Act("unknown", index, index + 1)
        return None

    def _is_other(self, index: int, steps: Steps) -> bool:
        """Whether the words here cooperate, order, assign or lead, and so are not the act."""
        verb = self.words.verbs.at(self.tokens, index)
        length = verb[0] if verb else 0
        for phrases in (self.words.cooperate, self.words.modals, self.words.assign):
            found = phrases.at(self.tokens, index)
            assigns = phrases is not self.words.assign or (
                found is not None and self._assigns(index, index + found[0], steps)
            )
            if found and assigns and found[0] >= length:
                return True
        return self.words.lead.at(self.tokens, index) is not None and self._may_be_verb(index, steps)

    def _may_be_verb(self, index: int, steps: Steps) -> bool:
        if index == steps.start:
            return True
        before = self.tokens[index - 1]
        if self.after_noun(index):
            return False
        if not self.words.verb_after or before.key in self.words.verb_after or before.is_capital:
            return True
        return steps.ordered or self.adverb(index - 1) > 0

    def after_noun(self, index: int) -> bool:
        """Whether the words before make a noun of what stands here: "việc rà soát", "the report"."""
        return _ends_at(self.words.not_verb_after, self.tokens, index)

    def _unknown_verb(self, index: int, steps: Steps) -> bool:
        """Whether grammar alone makes a verb of an unknown word: after "shall", or right after the subject."""
        token = self.tokens[index]
        if token.key in self.words.stop or token.key in self.words.be or self.adverb(index) or token.is_number:
            return False
        if index == steps.subject_end:
            return not token.is_capital or self.script.shouted
        if index == steps.start:
            return self._begins_with_verb(index)
        return steps.ordered and bool(self.words.verb_after) and self._right_after_order(index, steps)

    def _begins_with_verb(self, index: int) -> bool:
        """Whether an unknown first word is an order: "Fence the site", "Quan trắc nước tại 20 điểm"."""
        if self.words.verb_before:
            after = self.tokens[index + 1 : index + 2]
            return any(token.is_number or token.key in self.words.verb_before for token in after)
        bodies = self.words.bodies
        nouns = (self.words.generic, self.words.documents, self.words.not_verb_after, bodies.groups, bodies.posts,
                 bodies.organisations, bodies.quantifiers, bodies.collectives, bodies.articles)  # fmt: skip
        return bool(quantities(self.tokens[index + 1 :], self.words)) and not any(
            phrases.at(self.tokens, index) for phrases in nouns
        )

    def _right_after_order(self, index: int, steps: Steps) -> bool:
        """Whether only "shall", "is required to" and adverbs stand between the subject and here."""
        if steps.lead_end is None or self._in_order(index):
            return False
        return all(
            self.tokens[at].key in self.words.be or self.adverb(at) or self._in_order(at)
            for at in range(steps.lead_end, index)
        )

    def _in_order(self, index: int) -> bool:
        for back in range(min(5, index + 1)):
            found = self.words.modals.at(self.tokens, index - back)
            if found and found[0] > back:
                return True
        return self.tokens[index].key == self.words.to

    def after_joiner(self, index: int) -> bool:
        """Whether "and", a comma or the like stands before, adverbs apart."""
        before = index
        while before > 1 and (self.adverb(before - 1) or self.tokens[before - 1].key == self.words.to):
            before -= 1
        return _ends_at(self.words.joiners, self.tokens, before)

    def _after_opening(self) -> int:
        """Past bullets, and past an opening such as "Về giải phóng mặt bằng," or "Pursuant to …,"."""
        start = 0
        while start < len(self.tokens) and self._is_bullet(start):
            start += 1
        if not self.words.openers.at(self.tokens, start):
            return start
        for index in range(start, len(self.tokens) - 1):
            if self.tokens[index].key in (",", ":") and self._begins_subject(index + 1):
                return index + 1
        return start

    def _is_bullet(self, index: int) -> bool:
        """Whether "1.", "a)" or "-" stands here rather than a word."""
        token = self.tokens[index]
        numbered = len(token.text) == 1 and "".join(one.key for one in self.tokens[index + 1 : index + 2]) in (")", ".")
        return not token.is_word or numbered

    def _begins_subject(self, index: int) -> bool:
        bodies = self.words.bodies
        while found := bodies.articles.at(self.tokens, index):
            index += found[0]
        listed = (bodies.posts, bodies.organisations, bodies.quantifiers, bodies.collectives, self.words.assign)
        if any(phrases.at(self.tokens, index) for phrases in listed):
            return True
        return not bodies.head_first and bool(mentions(self.tokens[index : index + 6], self.script, bodies))


def _ends_at(phrases: Phrases, tokens: Tokens, index: int) -> bool:
    """Whether one of the phrases ends right before `index`."""
    return any(
        (found := phrases.at(tokens, at)) is not None and at + found[0] == index
        for at in range(max(0, index - 4), index)
    )
