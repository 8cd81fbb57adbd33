"""Which words a finding marks: the number, and the name that it does not belong to."""

from collections.abc import Sequence
from dataclasses import replace

from quarterdeck.prose.check.finding import Finding
from quarterdeck.prose.claims.claim import Place

# Longer marks would hide the text.
_LONGEST = 160


def with_names(findings: Sequence[Finding], text: str) -> list[Finding]:
    """`findings` in order, those about a wrong area or a wrong indicator reaching to its name.

    A mark never reaches over another one.
    """
    ordered = sorted(findings, key=lambda one: (one.start, one.end))
    marked: list[Finding] = []
    for i, one in enumerate(ordered):
        before = marked[-1].end if marked else 0
        after = ordered[i + 1].start if i + 1 < len(ordered) else len(text)
        marked.append(_reaching(one, before, after, text))
    return marked


def _reaching(one: Finding, before: int, after: int, text: str) -> Finding:
    name = _name(one)
    if name is None:
        return one
    start, end = min(one.start, name[0]), max(one.end, name[1])
    if start < before or end > after or end - start > _LONGEST:
        return one
    return replace(one, start=start, end=end, quote=text[start:end])


def _name(one: Finding) -> Place | None:
    if one.claim is None:
        return None
    return {"area": one.claim.where, "indicator": one.claim.about}.get(one.cause)
