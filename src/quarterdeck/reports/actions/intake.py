"""Take in a text, and decide about what it proposes, one by one; each room's own action writes what is accepted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries.units import thread_ids
from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.measures import convert
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.core.wording import Named
from quarterdeck.difficulties.actions import raise_difficulty
from quarterdeck.documents.actions import register_document
from quarterdeck.documents.models import Document
from quarterdeck.figures.actions.log import NewObservation, correct_observation
from quarterdeck.figures.models import Indicator, Observation
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation
from quarterdeck.prose.text import language_of
from quarterdeck.prose.whole import read
from quarterdeck.reports.actions.checking import refuse_unfit
from quarterdeck.reports.models import Incoming, Proposal
from quarterdeck.reports.queries.desk import in_language
from quarterdeck.reports.queries.held import Key, held, says_the_same
from quarterdeck.reports.queries.owners import office_of, owner
from quarterdeck.reports.queries.reading import names_on
from quarterdeck.reports.rules.changing import DECIDE, require_change
from quarterdeck.reports.rules.claimed import UNHELD
from quarterdeck.reports.rules.intake import ACCEPTED, JOINED, KNOWN, OPEN, SET_ASIDE, proposals
from quarterdeck.reports.rules.own_area import own_area


@transaction.atomic
def take_in(
    *, name: str, text: str, written: date | None = None, file: KeptFile | None = None, kind: str = "text",
    notes: Sequence[Message] = (), apart: Mapping[int, str] | None = None, by: Actor, at: datetime,
) -> Incoming:  # fmt: skip
    """Read a text and keep it with everything that it proposes; nothing is written to any other room yet.

    Raises `BadInput` for an empty or too long text, and for one with marks of secrecy.
    """
    require(by, Right.CHECK_DRAFT)
    refuse_unfit(text, name, place="text")
    language = language_of(text)
    catalogue, home = names_on(written or timezone.localdate(at))
    area = own_area(text, catalogue, home)
    whole = read(text, None, catalogue, area=area, written=written)
    found = proposals(text, whole, catalogue, language, area if area != home else "")
    kept = [{f"text_{lang}": in_language(lang, one) for lang in ("vi", "en")} for one in notes]
    made = Incoming.objects.create(
        name=name, text=text, language=language, kind=kind, notes=kept, apart=sorted((apart or {}).items()), file=file,
        written=written, put_at=at, put_by=by.post_name or by.name, office=office_of(by),
    )  # fmt: skip
    Proposal.objects.bulk_create(
        (Proposal(incoming=made, kind=one.kind, start=one.start, end=one.end, quote=one.quote, said=dict(one.said))
         for one in found), batch_size=500,
    )  # fmt: skip
    record(act="intake.read", about_kind="incoming", about=made.pk, by=by, at=at, detail={"proposals": len(found)})
    return made


def accept_figure(
    *, proposal: Proposal, indicator: Indicator, area: Area, period: Period, value: Decimal, unit: str,
    breakdown: str = "", scenario: str = "actual", qualifier: str = "exact", as_of: date | None = None,
    reason: str = "", replaces: int | None, version: int, by: Actor, at: datetime,
) -> Proposal:  # fmt: skip
    """Report the figure that the text gives, with its words; the rules of the figures decide whether it may be.

    `replaces` is the row that the actor saw in the figures, None where there was none; see `correct_observation`.
    What the figures hold already is not written again. Raises `BadInput` for what the log cannot hold, and where the
    figures hold the same days under another period.
    """
    require(by, Right.WRITE_FIGURES, area=area.code)
    row = NewObservation(
        indicator=indicator, area=area, period=period, value=value, unit=unit, breakdown=breakdown, scenario=scenario,
        origin="published", qualifier=qualifier, source_words=proposal.quote[:400], as_of=as_of, reason=reason,
    )  # fmt: skip
    said = {
        "indicator": indicator.code, "area": area.code, "period": period.code, "value": str(value), "unit": unit,
        "breakdown": breakdown, "scenario": scenario, "qualifier": qualifier,
        "as_of": as_of.isoformat() if as_of else "",
    }  # fmt: skip
    with transaction.atomic():
        one = _locked(proposal, version, by, at)
        if refusal := UNHELD.get(one.said.get("unheld", "")):
            raise BadInput(refusal, remedy=gettext_noop("Set it aside, or report the figures that it rests on."))
        one.said = {**one.said, **said}
        one.save(update_fields=["said"])
        if _is_held(row, at):
            return _decided(one, ACCEPTED, KNOWN, "", by, at)
        batch = correct_observation(row=row, replaces=replaces, document=one.incoming.name[:160], by=by, at=at)
        return _decided(one, ACCEPTED, f"batch:{batch.pk}", "", by, at)


def _is_held(row: NewObservation, at: datetime) -> bool:
    """Whether the figures say so already; raises `BadInput` where they hold these days under another period."""
    there = held(Key(row.indicator, row.area, row.period.code, row.breakdown, row.scenario, row.as_of), at)
    if there is None:
        return False
    unit = "%" if row.breakdown else row.indicator.unit
    same = row.value is not None and row.qualifier == there.qualifier
    if same and says_the_same(there, convert(row.value, row.unit, unit), row.as_of):
        return True
    if there.period != row.period.code:
        raise BadInput(
            Message(gettext_noop("The figures hold these days under the period {period:en}."),
                    {"period": Named(Period.parse(there.period))}),
            place="period", remedy=Message(gettext_noop("Write {code} for the period."), {"code": there.period}),
        )  # fmt: skip
    return False


def take_figure_back(*, proposal: Proposal, reason: str, version: int, by: Actor, at: datetime) -> Proposal:
    """Take back a figure that was reported from a text: a newer row says again what was known before it.

    Where nothing was known before, the newer row is empty with the status O (missing). Raises `Conflict` where
    somebody reported a newer value since, `Refused` for who may not report figures of the area.
    """
    with transaction.atomic():
        one = _own(proposal, by, at)
        kind, _colon, number = one.made.partition(":")
        if one.state != ACCEPTED or kind != "batch" or one.version != version:
            raise _decided_meanwhile(one)
        now = Observation.objects.select_related("indicator", "area").get(batch=int(number))
        correct_observation(
            row=_as_before(now, reason), replaces=now.pk, document=one.incoming.name[:160], by=by, at=at
        )
        return _decided(one, OPEN, "", reason, by, at)


def _as_before(now: Observation, reason: str) -> NewObservation:
    """The row to write so that the figures say what they said before `now`."""
    key = {name: getattr(now, name) for name in ("indicator", "period", "breakdown", "scenario")}
    older = Observation.objects.filter(
        **key, area_id__in=thread_ids(now.area), regime__in=("", now.indicator.regime), batch_id__lt=now.batch_id
    )
    before = older.order_by("-batch__at", "-batch_id", "-id").first()
    plain = {"indicator": now.indicator, "area": now.area, "period": Period.parse(now.period), "unit": now.unit,
             "breakdown": now.breakdown, "scenario": now.scenario, "reason": reason}  # fmt: skip
    if before is None:
        return NewObservation(**plain, value=None, status="O", origin=now.origin)
    same = ("value", "status", "origin", "qualifier", "direction", "source_words", "as_of")
    return NewObservation(**plain, **{name: getattr(before, name) for name in same})


def confirm_figure(*, proposal: Proposal, version: int, by: Actor, at: datetime) -> Proposal:
    """Say that the figures hold already what the text says; nothing is written to them."""
    with transaction.atomic():
        return _decided(_locked(proposal, version, by, at), ACCEPTED, KNOWN, "", by, at)


def accept_document(
    *, proposal: Proposal, number: str, type_code: str, issuer_vi: str, signed_on: date | None, abstract_vi: str,
    version: int, by: Actor, at: datetime,
) -> Proposal:  # fmt: skip
    """Enter the cited document into the register."""
    with transaction.atomic():
        one = _locked(proposal, version, by, at)
        made = register_document(
            number=number, type_code=type_code, issuer_vi=issuer_vi, signed_on=signed_on, abstract_vi=abstract_vi,
            by=by, at=at,
        )  # fmt: skip
        return _decided(one, ACCEPTED, f"document:{made.pk}", "", by, at)


def join_document(*, proposal: Proposal, document: Document, version: int, by: Actor, at: datetime) -> Proposal:
    """Say that the cited document is the one that the register holds already."""
    with transaction.atomic():
        return _decided(_locked(proposal, version, by, at), ACCEPTED, f"{JOINED}:{document.pk}", "", by, at)


def accept_difficulty(
    *, proposal: Proposal, raised_by: Sequence[Organisation], matter: str, asks: str,
    routed_to: Sequence[Organisation], raised_on: date, version: int, by: Actor, at: datetime,
) -> Proposal:  # fmt: skip
    """Put the matter to the organisations that can settle it."""
    with transaction.atomic():
        one = _locked(proposal, version, by, at)
        made = raise_difficulty(
            raised_by=raised_by, matter_vi=matter, asks=asks, routed_to=routed_to, raised_on=raised_on,
            form_key=f"intake-{one.pk}", by=by, at=at,
        )  # fmt: skip
        return _decided(one, ACCEPTED, f"difficulty:{made.code}", "", by, at)


@transaction.atomic
def set_proposal_aside(*, proposal: Proposal, why: str, version: int, by: Actor, at: datetime) -> Proposal:
    """Leave a proposal out; it stays with the text, with the reason, who did so and when."""
    one = _locked(proposal, version, by, at)
    if not why.strip():
        raise BadInput(gettext_noop("Say why it is set aside."), place="why",
                       remedy=gettext_noop("A few words are enough."))  # fmt: skip
    return _decided(one, SET_ASIDE, "", why.strip(), by, at)


@transaction.atomic
def take_proposal_up(*, proposal: Proposal, version: int, by: Actor, at: datetime) -> Proposal:
    """Put a proposal back on the list for which nothing was written: set aside, or known to figures or register."""
    one = _own(proposal, by, at)
    if not (one.state == SET_ASIDE or one.made.partition(":")[0] in (KNOWN, JOINED)) or one.version != version:
        raise _decided_meanwhile(one)
    return _decided(one, OPEN, "", "", by, at)


def _locked(proposal: Proposal, version: int, by: Actor, at: datetime) -> Proposal:
    """The proposal, locked, if it is still open and as the actor saw it."""
    one = _own(proposal, by, at)
    if one.state != OPEN or one.version != version:
        raise _decided_meanwhile(one)
    return one


def _own(proposal: Proposal, by: Actor, at: datetime) -> Proposal:
    """The proposal, locked; `Refused` where another organisation took its text in."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("incoming__office")
    one = rows.get(pk=proposal.pk)
    require_change(by, DECIDE, owner(one.incoming, at))
    return one


def _decided_meanwhile(one: Proposal) -> Conflict:
    return Conflict(
        Message(gettext_noop('"{quote}" was decided meanwhile.'), {"quote": one.quote[:80]}),
        remedy=gettext_noop("Nothing of yours was written. Look at it as it stands now."),
    )


def _decided(one: Proposal, state: str, made: str, why: str, by: Actor, at: datetime) -> Proposal:
    one.state, one.made, one.why, one.decided_at = state, made, why, at
    one.decided_by = by.post_name or by.name
    one.version += 1
    one.save(update_fields=["state", "made", "why", "decided_at", "decided_by", "version"])
    detail: dict[str, Any] = {"kind": one.kind, "quote": one.quote[:200], "made": made}
    record(act=f"intake.{state}", about_kind="incoming", about=one.incoming_id, reason=why, by=by, at=at, detail=detail)
    return one
