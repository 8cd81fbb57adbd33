"""Load the indicator catalogue of a country pack; record sources and their conflicts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import unit
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.figures.models import Alias, Indicator, Source, SourceConflict, Theme
from quarterdeck.people.models import Organisation


@transaction.atomic
def load_catalogue(*, data: Mapping[str, Any], by: Actor, at: datetime) -> int:
    """Store themes, indicators and aliases of a pack's `indicators.yaml`; returns how many indicators there are.

    Raises `BadInput` naming the indicator for an unknown unit or responsible organisation.
    """
    require(by, Right.ADMINISTER)
    themes = {
        one["code"]: Theme.objects.get_or_create(
            code=one["code"], defaults={"name_vi": one["name_vi"], "name_en": one["name_en"], "order": order}
        )[0]
        for order, one in enumerate(data["themes"])
    }
    bodies = {body.code: body for body in Organisation.objects.all()}
    for order, one in enumerate(data["indicators"]):
        _store(one, order, themes, bodies)
    record(act="catalogue.loaded", about_kind="catalogue", about="indicators", by=by, at=at,
           detail={"indicators": len(data["indicators"])})  # fmt: skip
    return len(data["indicators"])


def _store(one: Mapping[str, Any], order: int, themes: Mapping[str, Theme], bodies: Mapping[str, Organisation]) -> None:
    responsible = bodies.get(one["responsible"])
    if responsible is None:
        raise BadInput(
            Message(gettext_noop("No organisation has the code {code}."), {"code": one["responsible"]}),
            place=one["code"],
            remedy=gettext_noop("Add the organisation first, or name another one."),
        )
    made = Indicator.objects.create(
        code=one["code"], name_vi=one["name_vi"], name_en=one["name_en"],
        definition_vi=one["definition_vi"], definition_en=one["definition_en"], theme=themes[one["theme"]],
        unit=unit(one["unit"]).code, decimals=one["decimals"], frequency=one["frequency"],
        accumulation=one["accumulation"], time_rule=one["time_rule"], space_rule=one["space_rule"],
        weight_code=one.get("weight") or "", better=one["better"], responsible=responsible,
        formula=one.get("formula") or "", regime=one.get("regime") or "", personal=one.get("personal", False),
        part_of_code=one.get("parts_of") or "", order=order,
    )  # fmt: skip
    names = [(language, text) for language, texts in one.get("aliases", {}).items() for text in texts]
    Alias.objects.bulk_create([Alias(indicator=made, language=lang, text=text) for lang, text in names])


@transaction.atomic
def record_source(
    *,
    code: str,
    title_vi: str,
    title_en: str,
    publisher: str,
    published_on: date | None,
    by: Actor,
    at: datetime,
) -> Source:
    """A publication from which figures are taken."""
    require(by, Right.ADMINISTER)
    made = Source.objects.create(
        code=code, title_vi=title_vi, title_en=title_en, publisher=publisher, published_on=published_on
    )
    record(act="source.recorded", about_kind="source", about=code, by=by, at=at)
    return made


@transaction.atomic
def record_conflicts(*, rows: Sequence[tuple[str, str, str, str]], by: Actor, at: datetime) -> int:
    """Note where sources differ: (indicator code, period, text vi, text en)."""
    require(by, Right.ADMINISTER)
    codes = {one.code: one for one in Indicator.objects.all()}
    made = SourceConflict.objects.bulk_create(
        [SourceConflict(indicator=codes[c], period=p, text_vi=vi, text_en=en) for c, p, vi, en in rows]
    )
    record(act="conflicts.recorded", about_kind="catalogue", about="conflicts", by=by, at=at,
           detail={"rows": len(made)})  # fmt: skip
    return len(made)
