"""Who does what in one sentence: its leads, those who cooperate, the act that heads it and the act's object."""

from dataclasses import dataclass

from quarterdeck.core.clarity.bodies import Mention, mentions
from quarterdeck.core.clarity.lexicon import Lexicon
from quarterdeck.core.clarity.names import Tokens
from quarterdeck.core.clarity.script import Phrases, Script
from quarterdeck.core.clarity.walk import Act, Steps, Walk

ENDED = frozenset({"document", "report", "make", "construct", "event", "count", "check", "state", "complete"})
INTENT = frozenset({"direction", "heed", "drive", "ponder"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence read. `act` is None where no act was found; `joined` are acts coordinated with it."""

    tokens: Tokens
    leads: tuple[Mention, ...]
    cooperating: tuple[Mention, ...]
    act: Act | None
    joined: tuple[Act, ...]
    object: Tokens

    @property
    def verb(self) -> Tokens:
        """The words of the act."""
        return self.tokens[self.act.at : self.act.after] if self.act else ()


def read_clause(tokens: Tokens, script: Script, lexicon: Lexicon) -> Clause:
    """Read one sentence, given without its deadlines and remarks in brackets."""
    walk = Walk(tokens, script, lexicon)
    steps, act = walk.go()
    return _Parts(walk).clause(steps, act)


class _Parts:
    """The parts of a sentence around its act."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.tokens = walk.tokens
        self.words = walk.words

    def clause(self, steps: Steps, act: Act | None) -> Clause:
        lead_end = steps.lead_end if steps.lead_end is not None else len(self.tokens)
        subject = self.tokens[steps.start : lead_end]
        passive = act is not None and self._is_passive(act)
        leads = () if passive else self._mentions(subject)
        leads = leads or self._agents(act.after if act else steps.start, passive=passive)
        zones = [*steps.zones, *self._later_zones(act)]
        cooperating = {one.start: one for start, end in zones for one in self._mentions(self.tokens[start:end])}
        if act is None:
            return Clause(self.tokens, leads, tuple(cooperating.values()), None, (), ())
        act, joined = self._decisive(act, self._joined(act))
        target = subject if passive else self.tokens[act.after :]
        return Clause(self.tokens, leads, tuple(cooperating.values()), act, joined, target)

    def _is_passive(self, act: Act) -> bool:
        """Whether the subject undergoes the act: "shall be submitted", not "will be submitting"."""
        ongoing = self.tokens[act.at].key.endswith("ing") and not self.words.bodies.head_first
        return act.at > 0 and self.tokens[act.at - 1].key in self.words.be and not ongoing

    def _mentions(self, tokens: Tokens) -> tuple[Mention, ...]:
        return mentions(tokens, self.walk.script, self.words.bodies)

    def _agents(self, start: int, *, passive: bool) -> tuple[Mention, ...]:
        """The doer after "by" of a passive, or between "do" and its verb."""
        if not (passive or self.words.bodies.head_first):
            return ()
        for index in range(start, len(self.tokens)):
            agent = self.words.agent.at(self.tokens, index)
            if not agent:
                continue
            begin = index + agent[0]
            end = next((at for at in range(begin, len(self.tokens)) if self._ends_body(at)), len(self.tokens))
            found = self._mentions(self.tokens[begin:end])
            if found and (end < len(self.tokens) or not self.words.bodies.head_first):
                return found
        return ()

    def _ends_body(self, index: int) -> bool:
        """Whether the name of a body cannot go on here."""
        if self.walk.named[index]:
            return False
        listed: tuple[Phrases, ...] = (self.words.lead, self.words.cooperate, self.words.modals)
        if self.words.bodies.head_first:
            listed = (*listed, self.words.verbs)
        return any(phrases.at(self.tokens, index) for phrases in listed) or self.tokens[index].key in (
            "to",
            "in",
            "for",
        )

    def _later_zones(self, act: Act | None) -> list[tuple[int, int]]:
        """Those who cooperate, named after the act: "… in coordination with the Department of Finance"."""
        zones = []
        if act is not None:
            for _start, end, _meaning in self.words.cooperate.find(self.tokens[act.after :]):
                begin = act.after + end
                stop = next((at for at in range(begin, len(self.tokens)) if self._ends_body(at)), len(self.tokens))
                zones.append((begin, stop))
        return zones

    def _joined(self, act: Act) -> tuple[Act, ...]:
        """Later acts joined to the head by a comma or "and"."""
        found = []
        for index in range(act.after, len(self.tokens)):
            verb = self.words.verbs.at(self.tokens, index)
            noun = self.walk.named[index] or self.walk.after_noun(index)
            if verb and not noun and self.walk.after_joiner(index):
                found.append(Act(verb[1], index, index + verb[0]))
        return tuple(found)

    def _decisive(self, act: Act, joined: tuple[Act, ...]) -> tuple[Act, tuple[Act, ...]]:
        """The act that counts: "thực hiện chi trả" is to pay, "study and submit" is to submit."""
        following = self._complement(act)
        if following is not None:
            light = act.kind == "activity" and following.kind in ENDED
            adverbial = act.kind == "drive" and following.kind in ENDED - {"complete"}
            if light or adverbial:
                return following, joined
        if act.kind == "shape":
            made = any(self.words.documents.at(self.tokens, at) for at in range(act.after, act.after + 6))
            return Act("make" if made else "direction", act.at, act.after), joined
        if act.kind == "ponder":
            for later in joined:
                if later.kind in ENDED - {"complete", "check"}:
                    return later, tuple(one for one in joined if one is not later)
        return act, joined

    def _complement(self, act: Act) -> Act | None:
        """The verb right after the act; in "direct surveys" a noun stands there."""
        after = act.after
        while after < len(self.tokens) and (self.tokens[after].key in self.words.stop or self.walk.adverb(after)):
            after += self.walk.adverb(after) or 1
        verb = self.words.verbs.at(self.tokens, after)
        if verb is None or self.walk.named[after]:
            return None
        inflected = bool(self.words.verb_after)
        if inflected and not (self.tokens[after].key.endswith("ing") or self.tokens[after - 1].key == self.words.to):
            return None
        return Act(verb[1], after, after + verb[0])
