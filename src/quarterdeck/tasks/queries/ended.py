"""Bodies and units that a text names and that are gone: until when there were, and what took their place."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from quarterdeck.areas.models import Area, Succession
from quarterdeck.areas.queries import province
from quarterdeck.core.clarity import Ending
from quarterdeck.core.clarity.bodies import canonical
from quarterdeck.core.folding import fold
from quarterdeck.people.models import Organisation
from quarterdeck.prose.lexicon import clarity_lexicon
from quarterdeck.web.templatetags.quarterdeck.words import localname


def ended(names: Iterable[str], day: date, language: str, *, leads: bool = False) -> list[Ending]:
    """Those of the names that mean a body or unit which ended by the day."""
    return [found for name in names if (found := _ended(name, day, language, leads))]


def _ended(name: str, day: date, language: str, leads: bool) -> Ending | None:
    words, said = canonical(name, clarity_lexicon(language).bodies), name.split()
    if not words or not said:
        return None
    body = next((one for one in _bodies(said[-1], day) if words in _spelled(one)), None)
    if body is not None:
        return Ending(name, body.valid_to or day, ", ".join(localname(one) for one in heirs(body, day)), leads)
    area = next((one for one in _areas(said, day) if _stands_in(one, words, language)), None)
    if area is None or area.valid_to is None:
        return None
    return Ending(name, area.valid_to, ", ".join(localname(one) for one in successors(area)), leads)


def _bodies(last: str, day: date) -> list[Organisation]:
    named = Q(name_vi__endswith=last) | Q(name_en__endswith=last) | Q(short_vi__endswith=last)
    return list(Organisation.objects.select_related("area").filter(named, valid_to__lte=day)[:50])


def _spelled(one: Organisation) -> set[tuple[str, ...]]:
    names = {"vi": (one.name_vi, one.short_vi), "en": (one.name_en, one.short_en)}
    return {canonical(name, clarity_lexicon(lang).bodies) for lang, some in names.items() for name in some if name}


def _areas(said: list[str], day: date) -> list[Area]:
    """Units that ended by the day and whose name may stand in what was said, those of the own province first."""
    named = Q(name_vi__endswith=said[-1])
    for word in said[:3]:
        named |= Q(name_en__startswith=f"{word} ")
    found = list(Area.objects.filter(named, valid_to__lte=day, level__gt=1).order_by("level", "-valid_to")[:200])
    home = province(day)
    codes = {home.code, *Area.objects.filter(parent_code=home.code).values_list("code", flat=True)} if home else set()
    return sorted(found, key=lambda one: one.parent_code not in codes)


def _stands_in(area: Area, words: tuple[str, ...], language: str) -> bool:
    """Whether the unit's name is part of a body's: "UBND huyện Yên Dũng", "Yen Dung District People's Committee"."""
    own = [fold(one) for one in (area.name_vi if language == "vi" else area.name_en).split()]
    plain = [fold(one) for one in words]
    return bool(own) and any(plain[at : at + len(own)] == own for at in range(len(plain) - len(own) + 1))


def successors(area: Area) -> list[Area]:
    """The units that took its place, by name."""
    found = Succession.objects.filter(predecessor=area).select_related("successor").order_by("successor__name_vi")
    return list({one.successor_id: one.successor for one in found}.values())


def heirs(body: Organisation, day: date) -> list[Organisation]:
    """Who may take the place of a body that ended: the bodies of its kind in the units that took its unit's place."""
    areas = [body.area, *successors(body.area)]
    living = Organisation.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), kind=body.kind, area__in=areas)
    return list(living.exclude(pk=body.pk).order_by("name_vi")[:10])
