"""A text as a list of tasks, sentence by sentence."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from quarterdeck.prose.citations.reading import Index, read_normal
from quarterdeck.prose.periods import context
from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.deadlines import Said, field_deadline, said_deadline
from quarterdeck.prose.tasks.going_on import going_on, passed_on, start_of
from quarterdeck.prose.tasks.joining import joined
from quarterdeck.prose.tasks.layout import Stretch, stretches
from quarterdeck.prose.tasks.memory import Memory, speaker_of
from quarterdeck.prose.tasks.order import NEAR, Order
from quarterdeck.prose.tasks.orders import orders, own_body, pieces, promised
from quarterdeck.prose.tasks.owners import owned
from quarterdeck.prose.tasks.programmes import programme, programme_of
from quarterdeck.prose.tasks.proposals import approved, planned
from quarterdeck.prose.tasks.records import Record, act_of, names_of
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.tabled import task_tables
from quarterdeck.prose.tasks.task import Task
from quarterdeck.prose.tasks.topics import topic_of
from quarterdeck.prose.tasks.words import OrderWords, order_words
from quarterdeck.prose.text import Text, language_of, normal
from quarterdeck.prose.words import words_of

_FEW = 5
# Brackets at the end of a sentence that may hold an owner: with a label or a comma, and no percentage.
_OWNED = re.compile(r"[(\[](?=[^()\[\]%]{0,160}[,:;])[^()\[\]%]{6,160}[)\]][\s.;]{0,3}$")
# A title stands among the first characters of a text.
_HEAD = 1500
# Kinds of verbs of clarity.yaml that tell an act whose end can be seen.
_DOING = frozenset(("document", "report", "make", "construct", "event", "count", "check"))


def read(text: str, lang: str | None = None, *, written: date | None = None) -> list[Task]:
    """The tasks that `text` gives, in order, in time linear in it.

    `lang` is "vi" or "en", None to tell it from the text; `written` is the day from which deadlines without a year
    are counted, that of the text's own date line if left out.

    >>> [(one.assignee, one.what) for one in read("The Governor asked the Department of Health to list all wells.")]
    [('Department of Health', 'list all wells')]
    """
    whole = normal(text)
    words = order_words(lang or language_of(whole.flat))
    reader = _Reader(whole, words, written)
    listed = list(task_tables(text, words, reader.written))
    starts = [one.start for one in listed]
    for stretch in stretches(whole, words):
        at = whole.span(stretch.start, stretch.end)[0] if listed else 0
        before = bisect_right(starts, at) - 1
        if before < 0 or at >= listed[before].end:
            reader.take(stretch)
    return sorted((*joined(words, text, reader.found), *(task for one in listed for task in one.tasks)), key=_place)


def _place(task: Task) -> int:
    return task.start


@dataclass
class _Reader:
    """What is known while the sentences go by; `told` is the day of the text where the caller knows it.

    Its own day and the documents that it cites are looked for once something asks for them: most texts order nothing.
    """

    whole: Text
    words: OrderWords
    told: date | None
    memory: Memory = field(default_factory=Memory)
    waiting: list[tuple[int, Task]] = field(default_factory=list)
    found: list[Task] = field(default_factory=list)
    record: Record = field(default_factory=Record)

    @cached_property
    def cited(self) -> Index:
        """The documents that the text cites."""
        return Index.of(read_normal(self.whole, self.words.lang))

    @cached_property
    def _day(self) -> date | None:
        return self.told or context(self.whole, words_of(self.words.lang)).written

    def written(self) -> date | None:
        """The day from which deadlines without a year are counted."""
        return self._day

    def take(self, stretch: Stretch) -> None:
        """Take in the tasks of one sentence; headings give none."""
        folded = self.whole.lower[stretch.start : stretch.end]
        if stretch.start < _HEAD:
            self._hear_title(stretch, folded)
        memory = self.memory = self.memory.at(stretch)
        if self._is_section(stretch, folded):
            self.memory = memory.of_section(tasks=not self.words.other_sections.search(folded))
            return
        goes_on = memory.goes_on or memory.listing or (memory.just and stretch.item)
        may_order = goes_on or _OWNED.search(folded) or self._hinted(folded)
        if stretch.heading or not may_order:
            self.memory = memory.after_silence(stretch)
            return
        s = Sentence.of(self.whole, (stretch.start, stretch.end), self.words, listed=stretch.item, people=memory.named)
        if self._is_deadline(s) or self._is_field(s):
            return
        found = owned(s, self._orders(s, stretch), start_of(s)) if s.tokens else []
        unit, begins = ((), 0) if found else programme_of(s)
        if unit and (listed := programme(s, unit, begins)):
            self.found += [self._task(s, order, memory) for order in listed]
        self.memory = self.memory.of_programme(unit) if unit else self.memory.after(s, found, stretch)
        if found:
            self._confirm(stretch.paragraph)
        elif said := promised(s):
            self.waiting = [(stretch.paragraph, self._task(s, said, self.memory))]
        given = ((order, self._task(s, order, memory)) for order in found if not order.is_empty(s))
        self.found += [task for order, task in given if not _exhorts(s, order, task)]

    def _hear_title(self, stretch: Stretch, folded: str) -> None:
        """Hear who concluded where the head of the text says so: "Kết luận của Chủ tịch UBND tỉnh tại …"."""
        title = self.words.concluded.search(folded)
        if title is None or self.memory.speaker:
            return
        s = Sentence.of(self.whole, (stretch.start, stretch.end), self.words, listed=False, people=self.memory.named)
        at = next((i for i, one in enumerate(s.tokens) if one.start >= title.end()), len(s.tokens))
        who = named(s, at) if at < len(s.tokens) else None
        if who is not None and who.names:
            self.memory = replace(self.memory, speaker=who.names[0])

    def _is_section(self, stretch: Stretch, folded: str) -> bool:
        """Whether a line is the heading of a part of the text, and no sentence that opens a list of orders."""
        if not stretch.titled or (stretch.opens_list and self._hinted(folded)):
            return False
        return bool(self.words.sections.search(folded) or self.words.other_sections.search(folded))

    def _is_deadline(self, s: Sentence) -> bool:
        """Whether a sentence only says by when the task before it is due: "Thời hạn: trước 30/6/2025."; keeps it."""
        if not self.found or len(s.tokens) > NEAR or not s.at("due_labels", s.begin):
            return False
        said = said_deadline(s, s.begin, len(s.tokens), self.written)
        if said.dated and not self.found[-1].deadline:
            self.found[-1] = replace(self.found[-1], deadline=said.text, due=said.due)
        return said.dated

    def _is_field(self, s: Sentence) -> bool:
        """Whether a sentence is a field of a record; keeps it, and the task once its record is whole."""
        names, act = names_of(s), act_of(s)
        if names:
            self.record = replace(self.record, names=names)
        elif act is not None:
            self.record = replace(self.record, task=self._task(s, act, self.memory))
        if (task := self.record.whole) is not None:
            self.found.append(replace(task, assigner=""))
            self.record = Record()
        return bool(names or act)

    def _confirm(self, paragraph: int) -> None:
        """Take in what the speaker said would be done, once the same paragraph orders something."""
        self.found += [task for where, task in self.waiting if where == paragraph]
        self.waiting = []

    def _hinted(self, lower: str) -> bool:
        """Whether a sentence may order or name who speaks."""
        words = self.words
        opens = words.opens.match(lower) or words.ahead.match(lower)
        return bool(words.hint.search(lower) or words.speaks.search(lower) or opens)

    def _orders(self, s: Sentence, stretch: Stretch) -> list[Order]:
        memory = self.memory
        within = memory.ordered_here or (s.listed and (memory.just or memory.goes_on)) or self._speaks_on(s)
        found = orders(s, within=within, carried=memory.goes_on)
        found = found or list(self._approved(s)) or self._under(s)
        if s.listed and memory.goes_on and (own := list(passed_on(s, memory, found))):
            return [piece for one in own for piece in pieces(s, one)]
        named = stretch.titled and stretch.item and (stretch.leads or not memory.listing) and s.tokens[-1].key != ":"
        if named and not found:
            return [one for one in going_on(s, memory) if one.rule == "head"]
        beside = s.listed and memory.just and own_body(s, s.begin) is not None
        if found or not (memory.goes_on or memory.listing or beside) or s.has("no_task"):
            return found
        return [piece for one in going_on(s, memory) for piece in pieces(s, one)]

    def _speaks_on(self, s: Sentence) -> bool:
        """Whether who ordered in the sentence before says in this one what should be done."""
        if not self.memory.just or not self.memory.speaker or not s.has("shoulds"):
            return False
        told = speaker_of(s)
        return bool(told) and self.memory.resolved(told).lower() == self.memory.speaker.lower()

    def _approved(self, s: Sentence) -> Iterator[Order]:
        order = approved(s)
        if order is not None:
            yield order
        elif not self.memory.plan:
            self.memory = replace(self.memory, plan=planned(s))

    def _under(self, s: Sentence) -> list[Order]:
        """What a plan or decision sets for a body by a day: "Theo Kế hoạch số …, Sở Y tế … từ ngày 1/7"."""
        opening = s.at("under", 0)
        if not opening or not self.words.from_day.search(s.script.key):
            return []
        for index in range(opening, len(s.tokens) - 1):
            if s.tokens[index].key != ",":
                continue
            place = self.whole.span(s.start, s.start + s.tokens[index].start)
            document = next((c for c in self.cited.within(*place) if c.kind in self.words.ordering_kinds), None)
            body = own_body(s, index + 1) if document else None
            if document and body:
                told = f"{document.type} {document.number}"
                return [Order(index + 1, body.end, len(s.tokens), told, body.names, "document")]
        return []

    def _task(self, s: Sentence, order: Order, before: Memory) -> Task:
        start, end = self.whole.span(*s.place(min(order.first, order.act), order.last))
        topic = topic_of(s, order)
        what = s.said(order.act, order.last)
        if topic and len(what.split()) <= _FEW:
            what = f"{what}: {topic}"
        if order.rule == "approved" and self.memory.plan:
            what = f"{self.memory.plan}; {what}"
        deadline = field_deadline(s, *order.time, self.written()) if order.time else Said()
        deadline = deadline if deadline.text else said_deadline(s, order.first, order.last, self.written)
        cited = next((f"{one.type} {one.number}" for one in self.cited.within(start, end)), "")
        goes_on = order.rule in ("goes on", "the same")
        return Task(
            start=start, end=end, assigner=self.memory.resolved(order.assigner) or before.speaker, what=what,
            assignees=order.assignees or (before.assignees if goes_on else ()),
            deadline=deadline.text, due=deadline.due, origin=topic or cited, rules=(order.rule,),
        )  # fmt: skip


def _exhorts(s: Sentence, order: Order, task: Task) -> bool:
    """Whether a task only urges on: it names nobody, no day, no figure, no name and no document."""
    at = s.after_adverbs(order.act)
    # Where a list or an order goes on in the imperative, an item is a task however general.
    carried_on = order.rule not in ("order", "order that") and not s.words.clarity.bodies.head_first
    carried_on = carried_on or order.rule == "task"  # what is called a task is one
    if carried_on or task.assignees or task.deadline or at >= len(s.tokens) or not s.at("exhorting", at):
        return False
    behind = at + s.at("exhorting", at)
    behind += s.at("labours", behind)
    verb = s.words.clarity.verbs.at(s.tokens, behind) if behind < len(s.tokens) else None
    if verb is not None and verb[1] in _DOING:
        return False  # "tăng cường kiểm tra …" tells what to do
    return not any(
        one.is_number or (one.is_capital and i > 0) for i, one in enumerate(s.tokens[order.act : order.last])
    )
