"""A text against the figures: every numeric claim with a verdict, a reason and the figure behind it."""

from collections.abc import Callable, Sequence

from quarterdeck.core.periods import Period
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.check.answers import Reader
from quarterdeck.prose.check.arithmetic import sums
from quarterdeck.prose.check.equations import equations, ranges
from quarterdeck.prose.check.finding import ALARMS, HINT, VERDICTS, Evidence, Finding, Fix, to_json
from quarterdeck.prose.check.judge import judge
from quarterdeck.prose.check.places import with_names
from quarterdeck.prose.check.tone import wordings
from quarterdeck.prose.check.trends import trends
from quarterdeck.prose.check.twice import contradictions
from quarterdeck.prose.claims import Claim, read
from quarterdeck.prose.figures import Figures
from quarterdeck.prose.matching import Meanings
from quarterdeck.prose.periods import context
from quarterdeck.prose.text import language_of, normal
from quarterdeck.prose.words import words_of

__all__ = ["ALARMS", "HINT", "VERDICTS", "Evidence", "Finding", "Fix", "check", "hold", "period_of", "to_json"]


def check(
    text: str,
    catalogue: Catalogue,
    figures: Figures,
    *,
    lang: str | None = None,
    review_period: Period,
    area: str,
    on_progress: Callable[[int], None] | None = None,
    meanings: Meanings | None = None,
) -> list[Finding]:
    """The findings on `text`, in order of their place; offsets are those of `text` as given.

    `review_period` and `area` are what the text speaks of where it does not say so itself. `on_progress` is told now
    and then how many characters have been read; `meanings` proposes indicators that the words mean without naming them.
    Raises `BadInput` for an unknown language.
    """
    claims = read(text, lang, catalogue, period=review_period, area=area, on_progress=on_progress)
    return hold(claims, text, catalogue, figures, lang=lang, review_period=review_period, area=area, meanings=meanings)


def hold(
    claims: Sequence[Claim],
    text: str,
    catalogue: Catalogue,
    figures: Figures,
    *,
    lang: str | None = None,
    review_period: Period,
    area: str,
    meanings: Meanings | None = None,
) -> list[Finding]:
    """The findings on the `claims` that were read in `text`; the rest as for `check`."""
    reader = Reader(catalogue, figures, review_period, area, text, meanings)
    findings = contradictions([judge(claim, reader) for claim in claims])
    findings = equations(ranges(sums(findings, text), catalogue))
    return with_names([*findings, *wordings(findings, text, reader), *trends(findings, text, lang, reader)], text)


def period_of(text: str, lang: str | None = None) -> Period | None:
    """The period that a text is about, by its own title, date and words; None where it does not tell."""
    whole = normal(text)
    about = context(whole, words_of(lang or language_of(whole.flat)), None)
    return about.main if about.known else None
