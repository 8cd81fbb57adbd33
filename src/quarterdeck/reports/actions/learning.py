"""Learn from a choice at the desk which indicator the words of a text mean."""

from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.figures.actions.aliases import add_alias
from quarterdeck.figures.models import Alias, Indicator
from quarterdeck.prose.matching import name_in
from quarterdeck.prose.text import language_of
from quarterdeck.reports.actions.correcting import look_again
from quarterdeck.reports.actions.keeping import opened
from quarterdeck.reports.models import Draft
from quarterdeck.reports.rules.changing import TEACH

# The language of a claim is that of the words around it.
_AROUND = 400


@transaction.atomic
def choose_indicator(
    *, draft: Draft, finding: int, indicator: Indicator, words: str, version: int, by: Actor, at: datetime
) -> Alias:
    """Keep `words` of a claim as a name of the indicator chosen for it, and check the text again.

    Raises `Conflict` where the finding is no longer as the actor saw it, `BadInput` where the words cannot be a name.
    """
    of, one = opened(draft, finding, version, TEACH, by, at)
    language = language_of(of.text[one.start - min(one.start, _AROUND) : one.end + _AROUND], language_of(of.text))
    name = name_in(words, language)
    if not name:
        raise BadInput(
            gettext_noop("These words tell a unit or lead to a number; they name no indicator."), place="words",
            remedy=gettext_noop("Give the words that say what the number is of."),
        )  # fmt: skip
    try:
        made = add_alias(indicator=indicator, language=language, text=name, by=by, at=at)
    except BadInput as failure:
        raise BadInput(failure.message, remedy=failure.remedy, place="words") from failure
    look_again(of, (one.start, one.end), {})
    record(act="draft.taught", about_kind="draft", about=of.pk, by=by, at=at,
           detail={"words": made.text, "indicator": indicator.code})  # fmt: skip
    return made
