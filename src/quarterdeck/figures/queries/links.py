"""What other rooms' pages say of figures."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.links import Backlink
from quarterdeck.figures.models import Indicator, Observation
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname, period_of

ROOM = "figures"


def _page(indicator: Indicator, period: str = "") -> str:
    return reverse("figures:indicator", args=[indicator.code]) + (f"?period={period}" if period else "")


def of_indicator(code: str) -> list[Backlink]:
    """The page of the indicator itself."""
    found = Indicator.objects.filter(code=code)
    return [Backlink(ROOM, localname(one), _page(one), _("figures")) for one in found]


def of_document(number: str) -> list[Backlink]:
    """The plans that a document sets, by its number."""
    rows = (
        Observation.objects.filter(batch__document=number, scenario="plan")
        .select_related("indicator")
        .order_by("indicator__order", "period")
    )
    found = {(row.indicator_id, row.period): row for row in rows}
    return [
        Backlink(
            ROOM, f"{localname(row.indicator)}, {period_of(row.period).label(language())}",
            _page(row.indicator, row.period if "/" not in row.period else ""), _("sets the plan of"),
        )
        for row in found.values()
    ]  # fmt: skip


def of_organisation(code: str) -> list[Backlink]:
    """The indicators that an organisation answers for."""
    found = Indicator.objects.filter(responsible__code=code)
    return [Backlink(ROOM, localname(one), _page(one), _("answers for")) for one in found]


def of_area(uid: str) -> list[Backlink]:
    """The figures of a version of a unit, in the last quarter it has any for, and all it has by indicator."""
    rows = Observation.objects.filter(area__uid=uid, scenario="actual")
    quarters = rows.filter(period__regex=r"^[0-9]{4}-Q[1-4]$")
    last = quarters.order_by("-period").values_list("period", "area__code").first()
    if last is None:
        return []
    period, code = last
    table = f"{reverse('figures:index')}?area={code}&period={period}"
    told = rows.values("indicator").distinct().count()
    title = _("{count} indicators, last in {period}").format(count=told, period=period_of(period).label(language()))
    return [Backlink(ROOM, title, table, _("figures reported for this unit"))]
