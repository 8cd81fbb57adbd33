"""What an order leaves for the sentences after it: who speaks, who is to act, whether the ordering goes on."""

from dataclasses import replace

from quarterdeck.core.record import record
from quarterdeck.prose.tasks.layout import Stretch
from quarterdeck.prose.tasks.order import Order
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import subject

_SHORT = 160
_KNOWN = 40
# Longer single words are names or posts.
_PRONOUN = 4


@record(frozen=True, slots=True)
class Memory:
    """Where the reading stands.

    `speaker` is who spoke or ordered last, `people` the fuller names seen; `assignees` those of the last order.
    `goes_on` is true while sentences without a subject go on ordering, `ordered_here` where this paragraph has an
    order, `listing` below a sentence that opens a list of orders. `plan` is what this paragraph says was planned,
    `just` tells whether the sentence before ordered, `section` whether this is a part of the text that gives tasks,
    `in_item` whether this paragraph is an item of a list.
    """

    speaker: str = ""
    people: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    goes_on: bool = False
    ordered_here: bool = False
    listing: bool = False
    plan: str = ""
    just: bool = False
    paragraph: int = -1
    section: bool = False
    in_item: bool = False

    def of_section(self, *, tasks: bool) -> "Memory":
        """The memory below the heading of a part that gives tasks, or of one that does not."""
        return replace(self, assignees=(), goes_on=tasks, listing=tasks, section=tasks, just=tasks)

    def at(self, stretch: Stretch) -> "Memory":
        """The memory at a sentence; a new paragraph has no order yet."""
        if stretch.paragraph == self.paragraph:
            return self
        listing = self.listing and (stretch.item or self.section)
        return replace(
            self,
            paragraph=stretch.paragraph,
            ordered_here=listing,
            listing=listing,
            plan="",
            in_item=stretch.item,
        )

    def after_silence(self, stretch: Stretch) -> "Memory":
        """After a sentence that orders nothing: a paragraph of its own ends the ordering, unless it is a short one."""
        short = stretch.heading or (stretch.alone and stretch.end - stretch.start < _SHORT)
        ends = stretch.first and not short and not stretch.item
        return replace(self, goes_on=self.section or (self.goes_on and not ends), just=False)

    def after(self, s: Sentence, found: list[Order], stretch: Stretch) -> "Memory":
        """The memory after a sentence with the orders `found`."""
        told = speaker_of(s)
        memory = replace(self.with_person(told), just=bool(found))
        if not found:
            memory = replace(memory, speaker=memory.resolved(told) or self.speaker)
            if stretch.opens_list and s.has("decisions") and not s.has("results"):
                return replace(memory, goes_on=True, listing=True, ordered_here=True)
            if told and (stretch.opens_list or self._goes_on_saying(memory.speaker)):
                return replace(memory, goes_on=True, just=False)
            return memory.after_silence(stretch)
        last = found[-1]
        if last.rule == "head":
            return replace(memory, assignees=last.assignees, goes_on=True, ordered_here=True, listing=True)
        if last.rule == "goes on":
            return replace(memory, goes_on=True, ordered_here=True)
        if last.rule in ("approved", "document"):
            return memory
        memory = memory.with_person(last.assigner)
        speaker = memory.resolved(last.assigner) or memory.resolved(told) or self.speaker
        opens = stretch.opens_list and last.is_empty(s)
        keeps = last.rule in ("must", "passive") and self.goes_on
        return replace(
            memory,
            speaker=speaker,
            assignees=last.assignees or (self.assignees if keeps else ()),
            ordered_here=True,
            goes_on=not stretch.item or self.goes_on or self.section,
            listing=self.listing or opens or stretch.opens_list,
        )

    def _goes_on_saying(self, speaker: str) -> bool:
        """Whether who ordered last says something between two orders."""
        return self.goes_on and bool(speaker) and speaker.lower() == self.speaker.lower()

    def of_programme(self, unit: tuple[str, ...]) -> "Memory":
        """The memory after the opening of a programme of `unit`, whose tasks stand in the sentences after it."""
        return replace(self, speaker="", assignees=unit, goes_on=True, ordered_here=True, just=True)

    @property
    def named(self) -> frozenset[str]:
        """The words of the names seen."""
        return frozenset(word.lower().strip(".,") for one in self.people for word in one.split() if word[0].isupper())

    def with_person(self, told: str) -> "Memory":
        """Know a person by the fullest name seen."""
        if len(told.split()) < 3 or told in self.people:
            return self
        return replace(self, people=(*self.people[-_KNOWN:], told))

    def resolved(self, told: str) -> str:
        """The fullest name of a person told by a part of it ("ông Bình", "the Chairman", "he")."""
        said = told.lower().removeprefix("the ").split()
        if not said:
            return ""
        if len(said) == 1 and len(said[0]) <= _PRONOUN and not told.split()[-1].isupper():
            return self.speaker
        for one in reversed(self.people):
            known = one.lower().split()
            if len(known) > len(said) and (known[-1] == said[-1] or known[: len(said)] == said):
                return one
        return told


def speaker_of(s: Sentence) -> str:
    """Who speaks in a sentence: the person or body before a verb of speaking."""
    for index in range(1, min(len(s.tokens), 80)):
        if s.at("speech", index) and not s.after_noun(index):
            first = index
            while first > 0 and index - first < 40 and not s.ends_phrase("boundaries", first):
                first -= 1
            told = subject(s, first, index)
            if told:
                return told
    return ""
