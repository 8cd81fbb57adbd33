"""Which indicators a number may speak of where its name leaves that open."""

from dataclasses import replace

from quarterdeck.prose.check.answers import SAME, Reader
from quarterdeck.prose.check.finding import Finding
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.matching import Candidate, Context, candidates, subject_of
from quarterdeck.prose.units import PERCENT

# So like must the words be to a name, and so much less to the next one, for a number to be held against it at all.
_CLEAR, _AHEAD = 88, 10


def of_words(claim: Claim, reader: Reader) -> tuple[Candidate, ...]:
    """The candidates for the words that the text has for it."""
    place = subject_of(claim, reader.text)
    words = reader.text[place[0] : place[1]] if place is not None else ""
    if not words:
        return ()
    key = words, claim.lang, claim.unit, claim.relation
    if key not in reader.named:
        context = Context(claim.unit, claim.relation)
        reader.named[key] = candidates(words, claim.lang, reader.catalogue, context, meanings=reader.meanings)
    return reader.named[key]


def clear(found: tuple[Candidate, ...]) -> str:
    """The code of the first candidate where it leads by far; "" else."""
    if not found or found[0].score < _CLEAR:
        return ""
    return found[0].code if len(found) == 1 or found[0].score - found[1].score >= _AHEAD else ""


def with_candidates(finding: Finding, claim: Claim, reader: Reader) -> Finding:
    """`finding` with the indicators that a name may mean, those with such a figure first.

    Of a name that means several these are all; of a doubtful one, others that are like it too.
    """
    place = claim.about or claim.subject
    words = reader.text[place[0] : place[1]] if place is not None else ""
    period = claim.period or reader.period
    area = claim.area or reader.area
    percent = claim.unit in PERCENT
    known = [
        code for code in sorted(claim.codes) if reader.by_time(code, area, percent, period, claim.period_said)[SAME]
    ]
    chosen = finding.figure["indicator"] if finding.figure else ""
    context = Context(claim.unit, claim.relation, frozenset(known), frozenset({chosen}))
    found = candidates(words, claim.lang, reader.catalogue, context, 8, reader.meanings)
    own = [one for one in found if one.code in claim.codes or len(claim.codes) == 1]
    missing = claim.codes - {one.code for one in own}
    named = [Candidate(code, 100, reader.catalogue.indicator(code).label(claim.lang), ("name",)) for code in missing]
    return replace(finding, candidates=tuple(sorted([*own, *named], key=lambda one: (-one.score, one.code))))
