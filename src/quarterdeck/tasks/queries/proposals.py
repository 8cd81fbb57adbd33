"""What one click would put right on the task form."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.clarity import Finding
from quarterdeck.core.errors import BadInput
from quarterdeck.core.folding import fold
from quarterdeck.core.periods import day_label
from quarterdeck.people.models import Organisation, Post
from quarterdeck.prose.lexicon import clarity_lexicon
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.clarity import Examined
from quarterdeck.tasks.queries.fanning import group_named, meant
from quarterdeck.tasks.queries.known import power_over
from quarterdeck.tasks.rules import RESULT_KINDS
from quarterdeck.tasks.rules.clear import Fill
from quarterdeck.web import packs
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

# Working days from which a due date may be picked where none is given.
SPANS = (5, 10, 20)
_OF_PEOPLE = {"P1": "accountable_post", "P3": "assigner", "R1": "lead", "R3": "follower_up", "K2": "acceptor"}
_REWRITTEN = ("W1", "W3", "V-")


class Proposals:
    """Fills for the findings about one draft. `lead_by_default` is who would lead where nobody does."""

    def __init__(
        self, examined: Examined, choices: Choices, *, today: date, own_post: str, lead_by_default: Organisation | None
    ) -> None:
        self.of, self.draft, self.choices, self.today = examined, examined.draft, choices, today
        self.own_post, self.lead_by_default = own_post, lead_by_default
        self.calendar: WorkingCalendar = packs.working_calendar(settings.PACK)

    def by_finding(self) -> dict[tuple[str, str], tuple[Fill, ...]]:
        """What would mend each finding, by its code and case; nothing is proposed twice."""
        offered: set[Fill] = set()
        fills: dict[tuple[str, str], tuple[Fill, ...]] = {}
        for one in [*self.of.blocking, *self.of.warnings]:
            fills[one.code, one.case] = tuple(fill for fill in self._fills(one) if fill not in offered)
            offered.update(fills[one.code, one.case])
        return fills

    def wording(self) -> Fill | None:
        """The sentence written again where its words are at fault, with blanks in square brackets."""
        found = [*self.of.blocking, *self.of.warnings]
        if not any(one.code.startswith(_REWRITTEN) for one in found):
            return None
        sentence = _sentence(self.of.verdict.proposal, self.draft.language)
        return Fill("text", sentence, sentence) if sentence and sentence != self.draft.text else None

    def _fills(self, finding: Finding) -> Iterable[Fill]:
        code, case = finding.code, finding.case
        if code == "P4":
            return self._units(finding)
        if code in ("P2", "R2", "R4") or case == "vacant":
            return self._instead(finding)
        if code in ("P1", "P3", "R1", "R3") or case in ("no_acceptor", "own_acceptor", "cannot_accept", "not_chosen"):
            return self._people(finding)
        if code in ("T1", "T2", "T5"):
            return self._days(finding)
        if code == "K1" and case in ("missing", "unknown_kind", "odd_kind"):
            return [Fill("result_kind", kind, _(label)) for kind, label in RESULT_KINDS.items()]
        if code == "K1" and case == "unnamed":
            act = self.of.verdict.understood.act
            return [Fill("result", f"{act[:1].upper()}{act[1:]}", act)] if act else ()
        if case == "no_evidence":
            return self._evidence()
        return ()

    def _people(self, finding: Finding) -> Iterator[Fill]:
        draft, choices = self.draft, self.choices
        field = _OF_PEOPLE[finding.code]
        named = str(finding.message.params.get("text", "")) if finding.case == "mismatch" else ""
        fitting: dict[str, Sequence[Post | Organisation | None]] = {
            "accountable_post": [choices.post(named) if named else choices.head_of(draft.lead)],
            "assigner": self._assigners(finding),
            "lead": [choices.body(named) if named else self._lead()],
            "follower_up": [choices.follower_up(self.own_post, draft.lead)],
            "acceptor": [choices.acceptor(draft.assigner, draft.lead)],
        }
        for thing in fitting[field]:
            if thing is not None and thing != getattr(draft, field):
                yield Fill(field, localname(thing), localname(thing))

    def _assigners(self, finding: Finding) -> list[Post]:
        """Who may assign to the lead; to any of those that a collective may mean where nobody leads yet."""
        if finding.code != "P3":
            return []
        found = self.choices.assigners(self.own_post)
        group = group_named([*self.of.blocking, *self.of.warnings])
        sets = meant(str(group.message.params.get("group", "")), self.draft.language, self.choices) if group else []
        lead = self.draft.lead or next((body for one in sets for body in one.bodies), None)
        fitting = [one for one in found if lead is None or not power_over(one, lead)]
        return fitting or found

    def _units(self, finding: Finding) -> Iterator[Fill]:
        """One task per unit for each set of bodies that the collective may mean."""
        group = str(finding.message.params.get("group", ""))
        for one in meant(group, self.draft.language, self.choices):
            shown = _("One task each: {name} ({count})").format(name=one.name, count=len(one.bodies))
            yield Fill("units", f"set:{one.code}", shown)

    def _instead(self, finding: Finding) -> Iterator[Fill]:
        """Who could take the place of a lead or post that is gone, vacant, or named twice."""
        draft, case = self.draft, finding.case
        if case == "also_lead" and draft.lead:
            rest = [one for one in draft.cooperating if one != draft.lead]
            shown = _("cooperating without {name}").format(name=localname(draft.lead))
            yield Fill("cooperating", ",".join(one.code for one in rest), shown)
        elif case == "function" and draft.indicator:
            yield Fill("lead", localname(draft.indicator.responsible), localname(draft.indicator.responsible))
        elif case == "vacant" and draft.accountable_post:
            of = draft.accountable_post.organisation_id
            beside = [one for one in self.choices.posts if one.organisation_id == of and one != draft.accountable_post]
            for one in [one for one in beside if one.role in ("unit_leader", "leader")][:2]:
                yield Fill("accountable_post", localname(one), localname(one))
        elif finding.code == "P2":
            yield from self._heirs()

    def _heirs(self) -> Iterator[Fill]:
        """The bodies of today that took the place of a lead that is gone, or will."""
        said = [fold(heir) for one in self.of.knows.endings if one.leads for heir in one.heirs.split(", ") if heir]
        for body in self.choices.bodies:
            names = [fold(name) for name in (body.name_vi, body.name_en) if name]
            if body != self.draft.lead and any(name.endswith(heir) for name in names for heir in said):
                yield Fill("lead", localname(body), localname(body))

    def _lead(self) -> Organisation | None:
        post = self.draft.accountable_post
        return post.organisation if post else self.lead_by_default

    def _days(self, finding: Finding) -> Iterator[Fill]:
        due, case = self.of.verdict.due, finding.case
        try:
            if case == "not_working" and due:
                yield self._day(finding, self.calendar.next_working(due))
            elif case in ("missing", "unreadable", "before_issue"):
                yield from self._spans()
        except BadInput:  # the working days of that year are not verified: nothing is proposed rather than guessed
            return
        knows = self.of.knows
        last = {"after_parent": knows.parent_due, "after_review": knows.review_on, "after_cut_off": knows.cut_off}
        if (day := last.get(case)) is not None:
            yield _due(day)
        if case == "before" and due:
            yield from (self._day(finding, day) for day in (due, due + timedelta(days=1)) if self._worked(day))
        elif case in ("period", "length", "year", "mismatch") and due:
            yield self._day(finding, due)
            if case == "mismatch" and self.of.text_due:
                yield _due(self.of.text_due)

    def _worked(self, day: date) -> bool:
        try:
            return self.calendar.is_working(day)
        except BadInput:
            return True

    def _day(self, finding: Finding, day: date) -> Fill:
        """A day put where the text names one, else into the field."""
        if finding.start is None or finding.end is None:
            return _due(day)
        text, language = self.draft.text, self.draft.language
        written = clarity_lexicon(language).wording["due"].format(day=day_label(day, language))
        return Fill("text", f"{text[: finding.start]}{written}{text[finding.end :]}", written)

    def _spans(self) -> Iterator[Fill]:
        for count in SPANS:
            day = self.calendar.add_working_days(self.today, count).date
            shown = _("{day}: in {count} working days").format(day=day_text(day), count=count)
            yield Fill("due", day.isoformat(), shown)

    def _evidence(self) -> Iterator[Fill]:
        """The usual proof of a kind of result, in the language of the task."""
        with override(self.draft.language):
            usual = {
                "document": _("The signed document with its number and date."),
                "number": _("The figure confirmed in writing by the body that keeps it."),
                "event": _("The record signed by both sides, with photographs."),
                "state": _("The decision or record that closes the matter."),
            }
        proof = usual.get(self.draft.result_kind)
        if proof:
            yield Fill("evidence", proof, proof)


def _due(day: date) -> Fill:
    return Fill("due", day.isoformat(), day_text(day))


def _sentence(proposal: str, language: str) -> str:
    """The proposal without its labelled parts: on the form each part has a field of its own."""
    wording = clarity_lexicon(language).wording
    heads = [
        wording[name].partition("{")[0]
        for name in ("lead", "cooperating", "result", "evidence", "acceptor", "follower_up")
    ]
    cuts = [place for head in heads if (place := proposal.find(f"; {head}")) > 0]
    return f"{proposal[: min(cuts)]}." if cuts else proposal
