"""A task that is being written, and the order that it becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Indicator
from quarterdeck.people.models import Organisation, Post
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks.models import Task, TaskGroup


@dataclass(frozen=True, slots=True)
class Part:
    """What a cooperating body contributes, by when; without a day it is due with the task."""

    body: Organisation
    text_vi: str = ""
    text_en: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A dated step on the way of a task."""

    due: date
    text_vi: str = ""
    text_en: str = ""


@dataclass(frozen=True)
class Draft:
    """A task that is being written; anything may still be missing.

    `language` is that of `text`, `result` and `evidence`. `due` is a date, or the words typed where they are none.
    `unknown` holds by field what was typed and is on no list. `profile` is the key of the clarity profile, empty for
    that of the day of issue. `linked` says whether it leads back to what caused it.
    """

    text: str
    language: str
    assigner: Post | None = None
    accountable_post: Post | None = None
    lead: Organisation | None = None
    cooperating: tuple[Organisation, ...] = ()
    due: date | str | None = None
    result_kind: str = ""
    result: str = ""
    evidence: str = ""
    acceptor: Post | None = None
    follower_up: Post | None = None
    unknown: Mapping[str, str] = field(default_factory=dict)
    profile: str = ""
    parts: tuple[Part, ...] = ()
    steps: tuple[Step, ...] = ()
    indicator: Indicator | None = None
    document: Document | None = None
    parent: Task | None = None
    linked: bool = False


@dataclass(frozen=True)
class Order:
    """Everything a task must name. Its texts are given in one language at least."""

    assigner: Post
    accountable_post: Post
    lead: Organisation
    follower_up: Post
    acceptor: Post
    due: date
    result_kind: str
    text_vi: str = ""
    text_en: str = ""
    result_vi: str = ""
    result_en: str = ""
    evidence_vi: str = ""
    evidence_en: str = ""
    cooperating: Sequence[Organisation] = ()
    conclusion: Conclusion | None = None
    document: Document | None = None
    indicator: Indicator | None = None
    stuck_on: Difficulty | None = None
    profile: str = ""
    parts: Sequence[Part] = ()
    steps: Sequence[Step] = ()
    parent: Task | None = None
    group: TaskGroup | None = None
    illustrative: bool = False

    def draft(self) -> Draft:
        """The same as a draft in the language in which it is written, Vietnamese first."""
        language = "vi" if self.text_vi else "en"
        return Draft(
            text=self.text_vi or self.text_en, language=language, assigner=self.assigner,
            accountable_post=self.accountable_post, lead=self.lead, cooperating=tuple(self.cooperating), due=self.due,
            result_kind=self.result_kind, result=getattr(self, f"result_{language}"),
            evidence=getattr(self, f"evidence_{language}"), acceptor=self.acceptor, follower_up=self.follower_up,
            profile=self.profile, parts=tuple(self.parts), steps=tuple(self.steps), indicator=self.indicator,
            document=self.document, parent=self.parent,
            linked=any((self.conclusion, self.document, self.indicator, self.stuck_on, self.parent, self.group)),
        )  # fmt: skip
