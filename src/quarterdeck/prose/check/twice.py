"""Two values of one thing: a text that contradicts itself."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.prose.check.arithmetic import confirmed
from quarterdeck.prose.check.compare import significant_step
from quarterdeck.prose.check.finding import (
    CONTRADICTS,
    HINT,
    NO_BASE,
    NOT_IN_FIGURES,
    Evidence,
    Finding,
)
from quarterdeck.prose.check.language import language
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.units import PERCENT

_HALF = Decimal(1) / 2
# How a number came to its indicator where that is certain.
_NAMED = frozenset({"subject", "carried", "around", "noun"})
_RELATIONS = frozenset({"level", "growth_yoy", "pct_of_plan", "ratio_yoy"})
# Verdicts beside which the text's own contradiction is the news.
_OPEN = frozenset({NOT_IN_FIGURES, NO_BASE, HINT})
# So many words make a thing that the catalogue does not know the same thing when they come again.
_FEWEST, _SHORTEST = 3, 12
_SAID_TWICE = gettext_noop('The text contradicts itself: elsewhere it says "{quote}".')
_SAME_WORDS = gettext_noop('The text gives another number for the same words elsewhere: "{quote}".')


def contradictions(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` with those told that give one thing two values.

    Where the figures decide, the other place is evidence beside the verdict; where they do not, it is the verdict, and
    a hint where no more than the same words say that both are of one thing.
    """
    marked = list(findings)
    known: dict[tuple[object, ...], int] = {}
    for i, said in enumerate(findings):
        named = _thing(said)
        key = named or _words(said)
        if key is None or said.claim is None:
            continue
        first = known.setdefault(key, i)
        other = findings[first].claim
        if first == i or other is None or _compatible(said.claim, other):
            continue
        if said.claim.sentence == other.sentence and (named is None or _of_two(said.claim, other)):
            continue
        _tell(marked, i, first, (CONTRADICTS, _SAID_TWICE) if named else (HINT, _SAME_WORDS))
    return marked


def _of_two(one: Claim, other: Claim) -> bool:
    """Whether two numbers of one sentence are of two things: parts of two plans, "bằng 90% dự toán Trung ương giao,
    bằng 85% dự toán tỉnh giao", or counts of what stands behind each, "162 domestic projects and 262 foreign ones"."""
    if one.relation != "level":
        return one.relation == "pct_of_plan"
    later = max(one, other, key=lambda claim: claim.start)
    return "carried" in later.rules or ("noun" in one.rules and "noun" in other.rules)


def _tell(marked: list[Finding], last: int, first: int, verdict: tuple[str, str]) -> None:
    """Tell each of two findings of the other."""
    if confirmed(marked[last]) and confirmed(marked[first]):
        return
    both_open = {marked[last].verdict, marked[first].verdict} <= _OPEN | {CONTRADICTS}
    places = (last, marked[first]), (first, marked[last])
    for here, there in places:
        evidence = Evidence("claim", None, there.start, there.end, there.quote)
        own = marked[here]
        if not both_open:
            marked[here] = replace(own, evidence=(*own.evidence, evidence))
            continue
        reason = Message(verdict[1], {"quote": there.quote})
        marked[here] = replace(
            own, verdict=verdict[0], reason=reason, cause="contradiction", evidence=(evidence, *own.evidence)
        )


def _thing(finding: Finding) -> tuple[object, ...] | None:
    """What a claim gives the value of, where that is certain."""
    claim = finding.claim
    if claim is None or claim.strength != "strong" or claim.part or claim.expected:
        return None
    if claim.relation not in _RELATIONS or not claim.values:
        return None
    if not _NAMED & set(claim.rules) or claim.over_plan or len(claim.codes) != 1 or claim.high is not None:
        return None
    goal = claim.says == "target"
    return claim.codes, claim.relation, goal, claim.area, claim.area_name, claim.period, claim.unit


def _words(finding: Finding) -> tuple[object, ...] | None:
    """What the words of the text give the value of, for a level of what the catalogue does not know for sure."""
    claim = finding.claim
    if claim is None or claim.strength == "strong" or claim.part or claim.expected or claim.known:
        return None
    if claim.relation != "level" or claim.says != "level" or not claim.values or claim.high is not None:
        return None
    if claim.unit in PERCENT or not claim.unit or not claim.subject_words or claim.area is None:
        return None
    words = claim.subject_words.lower()
    if opening := language(claim.lang).contrast.match(words):
        words = words[opening.end() :]
    words = " ".join(words.split()).strip(" ,")
    if len(words.split()) < _FEWEST or len(words) < _SHORTEST:
        return None
    return words, claim.area, claim.period, claim.unit, claim.label


def _compatible(left: Claim, right: Claim) -> bool:
    """Whether one value can be a rounding of the other."""
    gap = abs(left.values[0] - right.values[0])
    return gap <= max(left.step, right.step) * _HALF or gap <= max(_loose(left), _loose(right)) * _HALF


def _loose(claim: Claim) -> Decimal:
    size = abs(claim.values[0])
    return min(significant_step(size) * (2 if claim.hedge else 1), size / 10)
