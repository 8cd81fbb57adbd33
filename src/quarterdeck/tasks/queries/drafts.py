"""From what was typed on the task form to a draft and an order, and back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries import difficulty
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.citing import cite_if_registered
from quarterdeck.figures.models import Indicator
from quarterdeck.people.models import Organisation, Post
from quarterdeck.reviews.models import Conclusion
from quarterdeck.reviews.queries import conclusion, review
from quarterdeck.tasks.models import Task, TaskGroup
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.clarity import Draft, Order, Part, Step, written_in
from quarterdeck.tasks.queries.lists import task, tasks
from quarterdeck.web.templatetags.quarterdeck.words import localname

POSTS = ("assigner", "accountable_post", "acceptor", "follower_up")
TEXTS = ("text", "result", "evidence")
# Everything that the form sends as one text.
PLAIN = (
    *TEXTS, *POSTS, "language", "text_other", "result_other", "evidence_other", "lead", "due", "result_kind",
    "indicator", "document", "stuck_on", "conclusion", "read_off", "profile", "milestones",
    "parent",
)  # fmt: skip
# What the form sends as lists of codes.
LISTS = ("cooperating", "units")
# How the fields of the parts of cooperating bodies begin; the code of the body follows.
PART_FIELDS = ("part-", "part_due-")
# How the fields of reasons begin; the code of the test that warns follows.
REASON = "reason-"
# What the sentence fills in, and goes on filling in until somebody changes it.
READ_OFF = (*POSTS, "lead", "due", "result_kind", "result", "evidence")
# What leads a task back to what caused it.
CAUSES = ("conclusion", "indicator", "document", "stuck_on", "parent")
LONGEST = 4000
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Start:
    """What a new task comes from: a conclusion, a difficulty, the task of which it is a part, or nothing."""

    conclusion: Conclusion | None = None
    difficulty: Difficulty | None = None
    parent: Task | None = None

    @property
    def indicator(self) -> Indicator | None:
        """The indicator whose gap led to the conclusion, which the difficulty holds back, or which the whole moves."""
        if self.parent is not None:
            return self.parent.indicator
        code = self.difficulty.indicator_code if self.difficulty else ""
        if self.conclusion and self.conclusion.item and self.conclusion.item.kind == "gap":
            code = self.conclusion.item.ref
        return Indicator.objects.filter(code=code).first() if code else None


def start_from(conclusion_ref: str, difficulty_code: str, parent_code: str = "") -> Start:
    """The start named by "REVIEW/NUMBER", or by the code of a difficulty or of the whole task; `NotFound` or `BadInput`
    where it is none."""
    if parent_code:
        return Start(parent=task(parent_code))
    if conclusion_ref:
        code, _slash, number = conclusion_ref.rpartition("/")
        if not number.isdigit() or not code:
            raise BadInput(
                Message(gettext_noop("“{ref}” names no conclusion."), {"ref": conclusion_ref}),
                remedy=gettext_noop("Open the form from the conclusion itself."),
            )
        return Start(conclusion=conclusion(review(code), int(number)))
    return Start(difficulty=difficulty(difficulty_code)) if difficulty_code else Start()


def issued_from(form_key: str) -> tuple[str, str] | None:
    """Where what was issued from this form already is shown: the name of a page and a code; None for nothing yet."""
    if not form_key:
        return None
    if (task := Task.objects.filter(form_key=form_key).first()) is not None:
        return "tasks:task", task.code
    group = TaskGroup.objects.filter(tasks__form_key=f"{form_key}-1").first()
    return ("tasks:group", group.code) if group else None


def reference(of: Conclusion | None) -> str:
    """How the form names a conclusion: "REVIEW/NUMBER"."""
    return f"{of.review.code}/{of.number}" if of else ""


def defaults(start: Start, actor: Actor, choices: Choices) -> Values:
    """What the form shows before anything is typed: the words of the conclusion and who is usual."""
    said, hindrance = start.conclusion, start.difficulty
    own = choices.post(actor.post)
    assigner = choices.post(said.author.code) if said else (own if own and own.role == "leader" else None)
    asked = list(hindrance.routed_to.all()) if hindrance else []
    lead = asked[0] if len(asked) == 1 else None
    indicator, whole = start.indicator, start.parent
    source = said.implemented_by if said and said.implemented_by else whole.document if whole else None
    posts = {
        "assigner": assigner,
        "follower_up": choices.follower_up(actor.post, lead),
        "acceptor": choices.acceptor(assigner, lead),
    }
    if whole is not None:  # a part is assigned, followed up and accepted by those of the whole
        posts = {name: getattr(whole, name) for name in posts}
    return {
        "text": localname(said, "text") if said else "",
        "conclusion": reference(said),
        "lead": localname(lead) if lead else "",
        "indicator": indicator.code if indicator else "",
        "stuck_on": hindrance.code if hindrance else "",
        "cooperating": [],
        "units": [],
        "parent": whole.code if whole else "",
        "document": source.number if source else "",
        **{name: localname(post) if post else "" for name, post in posts.items()},
    }


def hindrance(values: Mapping[str, Any]) -> Difficulty | None:
    """The difficulty that the task is to remove."""
    code = values.get("stuck_on", "")
    return Difficulty.objects.filter(code=code).first() if code else None


def responsible(indicator_code: str) -> Organisation | None:
    """The organisation that answers for an indicator: who would lead where nobody is named."""
    if not indicator_code:
        return None
    found = Indicator.objects.select_related("responsible").filter(code=indicator_code).first()
    return found.responsible if found else None


def read(values: Mapping[str, Any], choices: Choices, reader: str) -> Draft:
    """The draft that the values of the form make."""
    text = str(values.get("text", "")).strip()[:LONGEST]
    found: dict[str, Post | Organisation | None] = {name: choices.post(values.get(name, "")) for name in POSTS}
    found["lead"] = choices.body(values.get("lead", ""))
    unknown = {name: values.get(name, "").strip() for name, thing in found.items() if thing is None}
    codes = set(values.get("cooperating", ()))
    helping = tuple(body for body in choices.bodies if body.code in codes)
    language = written_in(text, values.get("language", ""), reader)
    written = {name: str(values.get(name, "")).strip()[:LONGEST] for name in ("result", "evidence")}
    return Draft(
        text=text, language=language, cooperating=helping, profile=values.get("profile", ""),
        parts=parts(values, helping, language), steps=steps(values, language), indicator=indicator(values),
        document=_registered(values), linked=any(values.get(name) for name in CAUSES), parent=_whole(values),
        due=day_or_words(values.get("due", "")), result_kind=values.get("result_kind", ""),
        unknown={name: typed for name, typed in unknown.items() if typed}, **written, **found,
    )  # fmt: skip


def indicator(values: Mapping[str, Any]) -> Indicator | None:
    """The indicator that the task is to move, with who answers for it."""
    code = values.get("indicator", "")
    return Indicator.objects.select_related("responsible").filter(code=code).first() if code else None


def _whole(values: Mapping[str, Any]) -> Task | None:
    code = values.get("parent", "")
    return tasks().filter(code=code).first() if code else None


def _registered(values: Mapping[str, Any]) -> Document | None:
    """The document named so far; a number that is not in the register is refused when the task is issued."""
    try:
        return register_entry(str(values.get("document", "")))
    except BadInput:
        return None


def parts(values: Mapping[str, Any], helping: Iterable[Organisation], language: str) -> tuple[Part, ...]:
    """The stated parts of the cooperating bodies: fields "part-CODE" with "part_due-CODE"."""
    found = []
    for body in helping:
        words, typed = (str(values.get(f"{name}-{body.code}", "")).strip() for name in ("part", "part_due"))
        day = day_or_words(typed)
        if words:
            due = day if isinstance(day, date) else None
            found.append(Part(body, **{f"text_{language}": words[:LONGEST]}, due=due))
    return tuple(found)


def steps(values: Mapping[str, Any], language: str) -> tuple[Step, ...]:
    """The milestones, one a line: the day, then what is there. A line that does not begin with a day is none yet."""
    found = []
    for line in str(values.get("milestones", "")).splitlines():
        day, _blank, words = line.strip().partition(" ")
        due = day_or_words(day.rstrip(":"))
        if isinstance(due, date) and words.strip():
            found.append(Step(due, **{f"text_{language}": words.strip(" :-–")[:LONGEST]}))
    return tuple(sorted(found, key=lambda one: one.due))


def unread(values: Mapping[str, Any]) -> list[str]:
    """The lines of the milestones that do not begin with a day, or say nothing after it."""
    lines = [line.strip() for line in str(values.get("milestones", "")).splitlines() if line.strip()]
    return [line for line in lines if not steps({"milestones": line}, "vi")]


_HOUR = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?$")


def day_or_words(typed: str) -> date | str | None:
    """A day typed as 2024-04-15, 15/04/2024, 15-4-2024, 15.4.24 or with an hour behind; other words as they stand; None
    for nothing. Where day and month could be either, the day comes first."""
    typed = typed.strip()
    day = _HOUR.sub("", typed)
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y"):
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return typed or None


def without_read_off(values: Mapping[str, Any]) -> Values:
    """The values without those that were only read off the sentence before and that nobody has changed since.

    `read_off` lists them as lines "field=value": the sentence is read anew, so that a question about it stays open.
    """
    pairs = (line.partition("=") for line in values.get("read_off", "").splitlines())
    stale = {name for name, _sign, value in pairs if name in READ_OFF and values.get(name) == value}
    return {**values, **dict.fromkeys(stale, "")}


def filled(values: Mapping[str, Any], draft: Draft) -> Values:
    """The values with what the text says in the fields that were left empty, and which those are."""
    read_off: Values = {
        **{name: localname(post) for name in (*POSTS, "lead") if (post := getattr(draft, name))},
        "due": draft.due.isoformat() if isinstance(draft.due, date) else "",
        "result_kind": draft.result_kind,
        "result": draft.result,
        "evidence": draft.evidence,
        "cooperating": [body.code for body in draft.cooperating],
    }
    new = {name: value for name, value in read_off.items() if value and not values.get(name)}
    lines = "\n".join(f"{name}={value}" for name, value in new.items() if name in READ_OFF and "\n" not in value)
    return {**values, **new, "read_off": lines}


def order(values: Mapping[str, Any], draft: Draft, start: Start) -> Order:
    """The order that a clear draft makes."""
    here, there = ("vi", "en") if draft.language == "vi" else ("en", "vi")
    texts = {f"{name}_{here}": getattr(draft, name) for name in TEXTS}
    texts |= {f"{name}_{there}": str(values.get(f"{name}_other", "")).strip() for name in TEXTS}
    return Order(
        assigner=draft.assigner, accountable_post=draft.accountable_post, lead=draft.lead,
        follower_up=draft.follower_up, acceptor=draft.acceptor, due=draft.due, result_kind=draft.result_kind,
        cooperating=draft.cooperating, conclusion=start.conclusion,
        document=register_entry(values.get("document", "")), indicator=draft.indicator, stuck_on=hindrance(values),
        profile=draft.profile, parts=draft.parts, steps=draft.steps, parent=draft.parent, **texts,
    )  # fmt: skip


def order_to_all(values: Mapping[str, Any], of_first: Draft, typed: Draft, start: Start) -> Order:
    """The order to a collective from the draft of its first unit: with the sentence and the bodies as typed."""
    whole = replace(of_first, text=typed.text, cooperating=typed.cooperating or of_first.cooperating, parts=typed.parts)
    return order(values, whole, start)


def register_entry(number: str) -> Document | None:
    """The registered document that is named, by its number or by a part of it; None for an empty text.

    `BadInput` where the register has none, has several, or where the document has no such part.
    """
    wanted = number.strip()
    if not wanted:
        return None
    found = cite_if_registered(wanted, "document")
    if found is None:
        raise BadInput(
            Message(gettext_noop("The register has no document {number}."), {"number": wanted}),
            remedy=gettext_noop("Register it first, or leave the field empty."),
            place="document",
        )
    return found.document


def names_a_part(text: str) -> bool:
    """Whether what was typed as the document of a task names a paragraph of it."""
    found = cite_if_registered(text.strip()) if text.strip() else None
    return found is not None and found.paragraph is not None
