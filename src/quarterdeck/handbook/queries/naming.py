"""The place and the project of one request, which a question of the handbook does without."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from quarterdeck.areas.models import Area
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.handbook import rules
from quarterdeck.handbook.queries.pack import layout

LANGUAGES = ("vi", "en")
QUESTIONS = tuple(f"question_{lang}" for lang in LANGUAGES)


def names_in(questions: Mapping[str, str], of: Difficulty | None) -> list[str]:
    """The names of units of the province, and of the project or enterprise of the request, that questions hold.

    Three queries.
    """
    known = _known(of)
    found = [
        name for lang in LANGUAGES for name in rules.names_in(questions.get(f"question_{lang}") or "", known[lang])
    ]
    return list(dict.fromkeys(found))


def without_names(questions: Mapping[str, str], of: Difficulty | None) -> dict[str, str]:
    """The questions with these names taken out. Three queries."""
    known = _known(of)
    return {
        name: rules.without_names(questions.get(name) or "", known[lang])
        for name, lang in zip(QUESTIONS, LANGUAGES, strict=True)
    }


def _known(of: Difficulty | None) -> dict[str, rules.Places]:
    province = Area.objects.filter(steered=True).order_by("-valid_from").first() or Area.objects.filter(level=1).first()
    own = list(Area.objects.filter(parent_code=province.code)) if province else []
    own += list(Area.objects.filter(parent_code__in={one.code for one in own}).exclude(Q(pk__in=[a.pk for a in own])))
    return {lang: _places(lang, layout()["places"][lang], province, own, of) for lang in LANGUAGES}


def _places(
    lang: str, words: Mapping[str, Any], province: Area | None, units: Iterable[Area], of: Difficulty | None
) -> rules.Places:
    kinds = tuple(words["kinds"])
    bare = {rules.bare_name(getattr(one, f"name_{lang}"), kinds) for one in units} - {""}
    above = getattr(province, f"name_{lang}") if province else ""
    alone = {name for name in bare if " " in name and name not in above}
    named = bool(of and of.concerned and of.concerns in ("project", "enterprise"))
    return rules.Places(
        kinds=kinds, after=words["after"], joined=words["and"], unit=words["unit"], names=tuple(alone),
        beside=tuple(bare - alone), others=((of.concerned, words[of.concerns]),) if of and named else (),
        article=words["article"],
    )  # fmt: skip
