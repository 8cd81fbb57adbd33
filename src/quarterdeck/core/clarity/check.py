"""The clarity check: a profile's tests run on a text with its fields, and the task written again clearly."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from quarterdeck.core.clarity.asked import Asked, Raised, gather
from quarterdeck.core.clarity.circumstances import circumstances
from quarterdeck.core.clarity.findings import Context, Finding, Severity, Verdict
from quarterdeck.core.clarity.known import Known
from quarterdeck.core.clarity.lexicon import Lexicon
from quarterdeck.core.clarity.moments import Anchor
from quarterdeck.core.clarity.people import people, responsibility
from quarterdeck.core.clarity.profile import Profile
from quarterdeck.core.clarity.progress import progress
from quarterdeck.core.clarity.proposal import rewrite
from quarterdeck.core.clarity.reading import read
from quarterdeck.core.clarity.result import result
from quarterdeck.core.clarity.work import vague, work
from quarterdeck.core.clarity.workdays import Workdays
from quarterdeck.core.messages import Message
from quarterdeck.core.periods import day_label

_TESTS: tuple[Callable[[Asked], Iterator[Raised]], ...] = (
    people, work, progress, responsibility, result, circumstances, vague,
)  # fmt: skip


def check(
    text: str,
    lexicon: Lexicon,
    profile: Profile,
    context: Context,
    *,
    calendar: Workdays | None = None,
    reader: str = "",
    known: Known | None = None,
) -> Verdict:
    """Whether a task as written and as its fields say is clear, and what to do where it is not.

    `lexicon` is of the text's language. `calendar` knows the working days; without it only weekends count.
    `reader` is the language of the messages, that of the text where empty. `known` is what a store knows of the things
    named; without it only the text and the fields are judged. Findings come in the order of the profile.
    """
    anchor = Anchor(context.issued_on, calendar, profile.limits)
    language = reader or lexicon.language
    read_once = gather(read(text, lexicon, anchor), lexicon, context, anchor, profile.limits)
    asked = replace(read_once, known=known, statutes=profile.statutes, reader=language)
    raised = [one for test in _TESTS for one in test(asked)]
    findings = [
        _finding(one, asked, profile, language)
        for one in sorted(raised, key=lambda one: _order(one, profile))
        if one.code in profile.tests and one.case in profile.tests[one.code].cases
    ]
    by_severity = {each: tuple(one for one in findings if one.severity is each) for each in Severity}
    due = asked.understood.due
    return Verdict(
        blocking=by_severity[Severity.BLOCKS],
        warn=by_severity[Severity.WARNS],
        info=by_severity[Severity.INFORMS],
        due=due,
        lead=asked.understood.lead or None,
        proposal=rewrite(asked, [one.code for one in findings if one.severity is not Severity.INFORMS]),
        understood=asked.understood,
    )


def _order(raised: Raised, profile: Profile) -> int:
    return profile.order(raised.code) if raised.code in profile.tests else 0


def _finding(raised: Raised, asked: Asked, profile: Profile, language: str) -> Finding:
    rule = profile.tests[raised.code]
    case = rule.cases[raised.case]
    words = {name: _written(value, language) for name, value in raised.words.items()}
    start, end = asked.reading.script.span(*raised.place) if raised.place else (None, None)
    return Finding(
        code=raised.code,
        case=raised.case,
        criterion=rule.criterion,
        severity=case.severity,
        start=start,
        end=end,
        message=Message(case.reasons[language], words),
        proposal=Message(case.proposals[language], words),
    )


def _written(value: object, language: str) -> object:
    """A day, or days, as offices write them in the reader's language."""
    if isinstance(value, date):
        return day_label(value, language)
    if isinstance(value, tuple):
        return ", ".join(str(_written(one, language)) for one in value)
    return value
