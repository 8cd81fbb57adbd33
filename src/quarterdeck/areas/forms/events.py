"""The form that drafts an event: its fields follow from the kind, its errors from the rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quarterdeck.areas.forms.fields import Choices, act_fields, day_field, unit_fields
from quarterdeck.areas.forms.reading import PLACES, Typed, draft_of
from quarterdeck.areas.rules.drafting import Draft, Facts
from quarterdeck.areas.rules.finding import Finder
from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.core.lineage import EventKind, Register, Standing
from quarterdeck.web.forms import DayField, show_failure

ROWS, MOST_ROWS = 3, 60
Group = tuple[str, list[BoundField]]


class EventForm(forms.Form):
    """An event of one kind. Once it is valid, `draft` holds what was typed."""

    draft: Draft | None

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, kind: EventKind, unit_kinds: Choices, lang: str,
        finder: Callable[[date], Finder], register: Register, initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial or {}))
        self.kind, self.draft, self._finder, self._register = kind, None, finder, register
        # What makes another form of the same event: to see whether this one can hold it.
        self.known = {
            "kind": kind, "unit_kinds": unit_kinds, "lang": lang, "finder": finder, "register": register,
        }  # fmt: skip
        self.rows = _rows(data if data is not None else self.initial)
        self.fields = {
            **day_field(), **unit_fields(kind, unit_kinds, lang, self.rows), **act_fields(),
            "version": forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False),
        }  # fmt: skip

    def groups(self) -> Iterator[Group]:
        """The fields as the page shows them: the day and the units, each resulting unit on its own, the act."""
        act = set(act_fields())
        plain = [name for name in self.fields if name not in act and not self[name].is_hidden]
        rows = [[name for name in plain if name.startswith(f"r{row}_")] for row in range(1, self.rows + 1)]
        first = next((place for place, name in enumerate(plain) if name.startswith("r1_")), len(plain))
        inside = {name for row in rows for name in row}
        yield "", self._bound(plain[:first])
        for number, row in enumerate(rows, 1):
            if row:
                yield _("Resulting unit {number}").format(number=number), self._bound(row)
        yield "", self._bound(name for name in plain[first:] if name not in inside)
        yield _("The legal act"), self._bound(act_fields())

    def _bound(self, names: Any) -> list[BoundField]:
        return [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """Read the units and make the draft; a unit that cannot be found is an error of its field."""
        given = super().clean() or {}
        if not self.errors:
            typed = Typed(given, self._finder(given["day"]), self._register, self.rows)
            try:
                self.draft = draft_of(self.kind, self._facts(given), typed)
            except QuarterdeckError as failure:
                self.show(failure)
        return given

    def _facts(self, given: Mapping[str, Any]) -> Facts:
        return Facts(
            self.kind, given["day"], given["act"], given["title_vi"], given["title_en"], given["adopted_on"],
            given["act_day"],
        )  # fmt: skip

    def show(self, failure: QuarterdeckError) -> None:
        """Put a failure beside the field which its place means in this form."""
        part, _gap, number = failure.place.partition(" ")
        place = PLACES[self.kind].get(part, part)
        failure.place = (
            place.replace("r1_", f"r{self._row(int(number))}_")
            if number.isdecimal() and place.startswith("r1_")
            else place
        )
        show_failure(self, failure)

    def _row(self, number: int) -> int:
        """In which row the resulting unit of this number was typed: rows may be left empty between them."""
        rows = range(1, self.rows + 1)
        typed = [row for row in rows if self[f"r{row}_code"].value() or self[f"r{row}_name_vi"].value()]
        return typed[number - 1] if number <= len(typed) else 1


def _rows(data: Mapping[str, Any]) -> int:
    asked = str(data.get("rows", ROWS))
    rows = int(asked) if asked.isdecimal() and len(asked) < 4 else ROWS
    return min(max(rows, 2) + (3 if data.get("more") else 0), MOST_ROWS)


class WithdrawForm(forms.Form):
    """Why an event is taken back, and by which act where it is in force."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It stays on the event's page and in the record."),
    )  # fmt: skip
    act = forms.CharField(
        label=gettext_lazy("Legal act that withdraws it"), max_length=300,
        help_text=gettext_lazy("Number and issuer, as it is cited."),
    )  # fmt: skip
    act_day = DayField(label=gettext_lazy("Day of the act"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Mapping[str, Any] | None = None, *, in_force: bool, version: int) -> None:
        super().__init__(data, initial={"version": version})
        if not in_force:
            del self.fields["act"], self.fields["act_day"]


class VersionForm(forms.Form):
    """Only the version that the page was opened with."""

    version = forms.IntegerField(min_value=1)


class FilterForm(forms.Form):
    """What the list of events shows; values that make no sense are left out rather than refused."""

    search = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
    standing = forms.ChoiceField(label=gettext_lazy("Standing"), required=False)
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), required=False, coerce=int, empty_value=None)
    scope = forms.ChoiceField(label=gettext_lazy("In"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of event"), required=False)

    def __init__(self, data: Mapping[str, Any], *, lang: str, years: Iterable[int], scopes: Choices) -> None:
        super().__init__(data)
        every: list[tuple[str, Any]] = [("", gettext_lazy("all"))]
        self.fields["standing"].choices = [*every, *((one.value, one.label(lang)) for one in Standing)]
        self.fields["kind"].choices = [*every, *((one.value, one.label(lang)) for one in EventKind)]
        self.fields["year"].choices = [*every, *((str(year), str(year)) for year in years)]
        self.fields["scope"].choices = scopes
        self.fields["search"].widget.input_type = "search"

    def conditions(self) -> dict[str, Any]:
        """The conditions that are given and make sense, as `queries.events.events` takes them."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return {"words" if name == "search" else name: value for name, value in given.items()}


class HeirForm(forms.Form):
    """Which successor takes over the open work of which unit, and the version that the page was opened with."""

    unit = forms.CharField(max_length=60)
    heir = forms.CharField(max_length=60)
    version = forms.IntegerField(min_value=1)
