"""Records of a plan, field by field: "Responsible: Ministry of Labour. Activity: Train 300 nurses."."""

from dataclasses import dataclass, replace

from quarterdeck.prose.tasks.lists import split
from quarterdeck.prose.tasks.order import Order
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.task import Task


@dataclass(frozen=True, slots=True)
class Record:
    """What the fields before told: who acts, and the task without them."""

    names: tuple[str, ...] = ()
    task: Task | None = None

    @property
    def whole(self) -> Task | None:
        """The task, once it is told what is to be done and who does it."""
        return replace(self.task, assignees=self.names) if self.task is not None and self.names else None


def names_of(s: Sentence) -> tuple[str, ...]:
    """Those that a field names as responsible; nothing for any other sentence."""
    colon = s.begin + s.at("who_labels", s.begin)
    if not _is_field(s, colon):
        return ()
    return split(s, colon + 1, len(s.tokens)) or (s.said(colon + 1, len(s.tokens)),)


def act_of(s: Sentence) -> Order | None:
    """What a field says is to be done; None for any other sentence, and where behind its label somebody is told to do
    it: "Nhiệm vụ: Giao Sở Tài chính …"."""
    colon = s.begin + s.at("what_labels", s.begin)
    if not _is_field(s, colon) or s.at("again", colon + 1):
        return None
    return Order(s.begin, colon + 1, len(s.tokens), "", (), "record")


def _is_field(s: Sentence, colon: int) -> bool:
    return s.begin < colon < len(s.tokens) - 1 and s.tokens[colon].key == ":" and s.tokens[colon + 1].is_word
