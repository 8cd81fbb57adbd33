"""What is on the task form: where it comes from, its values, and the verdict on them."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from quarterdeck.core.clarity import Finding
from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import Right, may
from quarterdeck.tasks.queries import drafts, fanning
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.clarity import Draft, Examined, criteria, examine, to_clarify_by
from quarterdeck.tasks.queries.proposals import Proposals
from quarterdeck.tasks.rules.clear import ClearLine, Fill, lines
from quarterdeck.web import clock
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language


@dataclass(frozen=True)
class Written:
    """What is on the form: where it comes from, its values with what the text says, and the verdict.

    `typed` is the draft as it was typed. With several `units` the verdict is that on the task of the first of them that
    has a head; `group` tells where the sentence names them as a collective, `headless` are those without a head.
    """

    start: drafts.Start
    choices: Choices
    values: drafts.Values
    typed: Draft
    examined: Examined
    lines: list[ClearLine]
    wording: Fill | None
    units: tuple[Any, ...] = ()
    group: Finding | None = None
    headless: tuple[Any, ...] = ()


def written(request: HttpRequest, start: drafts.Start, values: drafts.Values) -> Written:
    """Everything about the form with these values; with what is usual where there are none."""
    today, choices = clock.today(), Choices(clock.today())
    values = values or drafts.defaults(start, request.actor, choices)
    draft = drafts.read(values, choices, language())
    examined = examine(draft, issued_on=today, reader=language(), choices=choices)
    units, group = fanning.units(values, choices), None
    if len(units) > 1:
        group = fanning.group_named([*examined.blocking, *examined.warnings])
        first = next((unit for unit in units if choices.head_of(unit)), units[0])
        one = fanning.draft_for(draft, first, choices.head_of(first), group)
        examined = examine(one, issued_on=today, reader=language(), choices=choices)
    proposals = Proposals(
        examined, choices, today=today, own_post=request.actor.post,
        lead_by_default=drafts.responsible(values.get("indicator", "")),
    )  # fmt: skip
    labels = criteria(language(), examined.draft.profile)
    said = lines(examined.verdict, examined.stored, labels, proposals.by_finding())
    shown = replace(examined.draft, lead=None, accountable_post=None) if len(units) > 1 else examined.draft
    return Written(
        start, choices, drafts.filled(values, shown), draft, examined, said,
        proposals.wording() if len(units) < 2 else None, units if len(units) > 1 else (), group,
        tuple(fanning.headless(units, choices)) if len(units) > 1 else (),
    )  # fmt: skip


def sent(request: HttpRequest) -> tuple[drafts.Start, drafts.Values]:
    """Where the form comes from and what was typed, with a proposal that was taken without scripts filled in."""
    post = request.POST
    values: drafts.Values = {name: post.get(name, "").replace("\0", "") for name in (*drafts.PLAIN, "form_key")}
    values |= {name: post.getlist(name) for name in drafts.LISTS}
    values |= {
        name: post[name].replace("\0", "") for name in post if name.startswith((*drafts.PART_FIELDS, drafts.REASON))
    }
    field, taken, value = post.get("take", "").partition("=")
    if taken and field in drafts.PLAIN:
        values[field] = value
    elif taken and field in drafts.LISTS:
        values[field] = [code for code in value.split(",") if code]
    return drafts.start_from(values["conclusion"], "", values["parent"]), drafts.without_read_off(values)


def verdict(request: HttpRequest, of: Written) -> dict[str, Any]:
    """What the page says about the draft."""
    clear = [one for one in of.lines if one.criterion != "words"]
    said = of.start.conclusion
    return {
        "lines": of.lines, "wording": of.wording, "read_off": of.values["read_off"],
        "read": [(name, of.values.get(name, "")) for name in drafts.READ_OFF],
        "warned": warned(of), "blocking": of.examined.blocking, "warnings": of.examined.warnings, "units": of.units,
        "headless": of.headless, "clear_count": sum(one.state != "blocking" for one in clear),
        "clear_total": len(clear), "conclusion": said, "draft": of.examined.draft, "keep_until": _keep_until(said),
        "may_keep": said is not None and said.kind == "task" and may(request.actor, Right.RECORD_CONCLUSION),
    }  # fmt: skip


def warned(of: Written) -> dict[str, str]:
    """What the check warns of, by the code of the test, as its reason is asked for."""
    said: dict[str, list[str]] = {}
    for one in of.examined.warnings:
        said.setdefault(one.code, []).append(say(one.message))
    return {code: " ".join(some) for code, some in said.items()}


def _keep_until(conclusion: Any) -> Any:
    """By when the conclusion would have to be made clear; None where it is kept already or no day can be computed."""
    if conclusion is None or conclusion.state != "recorded":
        return None
    try:
        return to_clarify_by(clock.today())
    except BadInput:  # said in full when the conclusion is really kept
        return None


def helping(of: Written) -> list[dict[str, Any]]:
    """The cooperating bodies that can be chosen, each with its part and its day as typed."""
    chosen = set(of.values.get("cooperating", ()))
    return [
        {"body": body, "chosen": body.code in chosen, "part": of.values.get(f"part-{body.code}", ""),
         "due": of.values.get(f"part_due-{body.code}", "")}
        for body in of.choices.bodies
    ]  # fmt: skip
