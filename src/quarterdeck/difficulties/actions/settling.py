"""Close what asked that a case leave the watch list, once a decision took it off."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from quarterdeck.core.rights import Actor
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions.common import note, save
from quarterdeck.difficulties.actions.holding import give_clocks_back
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.models import Document


def settle_by_decision(*, difficulty: Difficulty, document: Document, by: Actor, at: datetime) -> Difficulty:
    """Close a locked request by the decision that grants it; an answer given before keeps its words and day.

    What nobody had answered is answered by the decision itself. Tasks that waited have their clocks back.
    """
    today = timezone.localdate(at)
    given = {} if difficulty.state != rules.OPEN else {
        "answered_on": today, "answered_by": None,
        **{f"answer_{lang}": _answer(document, lang) for lang in ("vi", "en")},
    }  # fmt: skip
    save(difficulty, state=rules.CONFIRMED, answer_document=document, **given)
    give_clocks_back(difficulty, today)
    note("settled", difficulty, by, at, reason=document.number, document=document.number)
    return difficulty


def _answer(document: Document, lang: str) -> str:
    with translation.override(lang):
        return _("The case has left the watch list by {number}.").format(number=document.number)
