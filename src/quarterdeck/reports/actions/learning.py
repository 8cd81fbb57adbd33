"""Learn from a choice at the desk which indicator the words of a text mean."""

from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.figures.actions.aliases import add_alias
from quarterdeck.figures.models import Alias, Indicator
from quarterdeck.prose.text import language_of
from quarterdeck.reports.actions.correcting import look_again
from quarterdeck.reports.actions.keeping import locked, locked_finding
from quarterdeck.reports.models import Draft

# The language of a claim is that of the words around it.
_AROUND = 400


@transaction.atomic
def choose_indicator(
    *, draft: Draft, finding: int, indicator: Indicator, words: str, version: int, by: Actor, at: datetime
) -> Alias:
    """Keep `words` of a claim as a name of the indicator chosen for it, and check the text again.

    Raises `Conflict` where the finding is no longer as the actor saw it, `BadInput` where the words cannot be a name.
    """
    require(by, Right.CHECK_DRAFT)
    of = locked(draft.pk)
    one = locked_finding(of, finding, version)
    language = language_of(of.text[one.start - min(one.start, _AROUND) : one.end + _AROUND], language_of(of.text))
    made = add_alias(indicator=indicator, language=language, text=words, by=by, at=at)
    look_again(of, (one.start, one.end), {})
    record(act="draft.taught", about_kind="draft", about=of.pk, by=by, at=at,
           detail={"words": made.text, "indicator": indicator.code})  # fmt: skip
    return made
