"""The forms of bodies, posts and accounts, and what the sign-in library may do here."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.core.validators import RegexValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from quarterdeck.people.queries import accounts, posts
from quarterdeck.people.queries.founding import kinds, parents
from quarterdeck.people.queries.lists import ALIVE, COMING, ENDED, EVERY, areas_of_bodies, kinds_of_bodies
from quarterdeck.people.rules import CODE_LENGTH, LINES, POST_CODE_LENGTH, ROLES
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import localname

Choices = list[tuple[str, Any]]
SHOWN = {
    ALIVE: _("those of today"), COMING: _("those to come"), ENDED: _("those that have ended"), EVERY: _("all"),
}  # fmt: skip
USERNAME = RegexValidator(
    r"^(?!new$)[A-Za-z0-9][A-Za-z0-9._-]*$", _("Letters without accents, digits, dots and hyphens only.")
)
GIVES_UP, KEEPS = "gives up", ("keeps", _("keeps it too"))


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are made by the administrator, never by visitors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False


def kind_label(kind: str) -> str:
    """What a kind of body is called in the reader's language; its code where the country pack does not tell."""
    return localname(kinds().get(kind, {})) or kind.replace("_", " ")


def _lines() -> Choices:
    return [(line, say(label)) for line, label in LINES.items()]


def _roles() -> Choices:
    return [(role.value, say(label)) for role, label in ROLES.items()]


class FilterForm(forms.Form):
    """What the list of bodies shows; values that make no sense are left out rather than refused."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    area = forms.ChoiceField(label=_("Administrative unit"), required=False)
    shown = forms.ChoiceField(label=_("Shown"), required=False, choices=list(SHOWN.items()))

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        every: Choices = [("", _("all"))]
        self.fields["kind"].choices = every + [(one, kind_label(one)) for one in kinds_of_bodies()]
        self.fields["area"].choices = every + [(uid, localname(one.area)) for uid, one in areas_of_bodies()]
        self.fields["words"].widget.input_type = "search"

    def conditions(self) -> dict[str, str]:
        """The conditions that are given and make sense, as `queries.lists.listed` takes them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and (name, value) != ("shown", ALIVE)}


class FoundForm(forms.Form):
    """A new body. The unit is written as code or name; the posts follow from the kind."""

    kind = forms.ChoiceField(label=_("Kind"), help_text=_("Its posts follow from it."))
    valid_from = DayField(label=_("From"), help_text=_("The first day on which the body is there."))
    area = forms.CharField(
        label=_("Administrative unit"), max_length=200,
        help_text=_("Code or name of the administrative unit it belongs to."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    name_vi = forms.CharField(
        label=_("Name in Vietnamese"), max_length=250, widget=forms.TextInput(attrs={"lang": "vi"})
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=250, widget=forms.TextInput(attrs={"lang": "en"}))
    short_vi = forms.CharField(
        label=_("Short name in Vietnamese"), max_length=100, required=False,
        widget=forms.TextInput(attrs={"lang": "vi"}),
    )  # fmt: skip
    short_en = forms.CharField(
        label=_("Short name in English"), max_length=100, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    line = forms.ChoiceField(label=_("Line"))
    parent = forms.ChoiceField(label=_("Belongs to"), required=False, help_text=_("The body above it."))
    code = forms.CharField(
        label=_("Code"), max_length=CODE_LENGTH, required=False,
        help_text=_("Capital letters without accents, digits and hyphens. Empty: the proposed one is taken."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, *, day: date, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial={"valid_from": day, "line": "state", **initial})
        self.fields["kind"].choices = [("", "–"), *((one, kind_label(one)) for one in kinds())]
        self.fields["line"].choices = _lines()
        self.fields["parent"].choices = [("", "–"), *((one.code, localname(one)) for one in parents(day))]

    def clean_code(self) -> str:
        """Codes are written in capital letters."""
        return str(self.cleaned_data["code"]).strip().upper()


class EndForm(forms.Form):
    """From when a body or a post ends, and why; `version` is what the form was shown with."""

    day = DayField(label=_("Ends on"), help_text=_("The first day on which it is no longer there."))
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The act that orders it, or why. It stays in the record."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class LeaveForm(forms.Form):
    """From when somebody no longer holds a post."""

    day = DayField(label=_("Gives it up on"), help_text=_("The first day on which the post is no longer held."))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PostForm(forms.Form):
    """A post that a body has beside those of its kind."""

    name_vi = forms.CharField(
        label=_("Name in Vietnamese"), max_length=250, widget=forms.TextInput(attrs={"lang": "vi"})
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=250, widget=forms.TextInput(attrs={"lang": "en"}))
    role = forms.ChoiceField(label=_("Role"), help_text=_("What its holder may do follows from it."))
    code = forms.CharField(
        label=_("Code"), max_length=POST_CODE_LENGTH,
        help_text=_("That of the body, a hyphen and a few capital letters."),
    )  # fmt: skip
    valid_from = DayField(label=_("From"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["role"].choices = [("", "–"), *_roles()]

    def clean_code(self) -> str:
        """Codes are written in capital letters."""
        return str(self.cleaned_data["code"]).strip().upper()


class TakeUpForm(forms.Form):
    """Who takes up a post: somebody with an account, or a name alone."""

    user = forms.ChoiceField(
        label=_("Account"), required=False, help_text=_("It acts as the post that it took up last."),
    )  # fmt: skip
    holder = forms.CharField(
        label=_("Name of the person"), max_length=200, required=False,
        help_text=_("As records show it. Empty: the name of the account. No other personal data."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    day = DayField(label=_("From"))
    replace = forms.ChoiceField(
        label=_("Whoever holds it now"), choices=[(GIVES_UP, _("gives it up on that day")), KEEPS]
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Mapping[str, Any] | None = None, *, day: date, held: bool, version: int) -> None:
        super().__init__(data, initial={"day": day, "version": version})
        known = [(one.username, _account_line(one.name, one.username, one.post)) for one in accounts(day) if one.active]
        self.fields["user"].choices = [("", _("without an account")), *known]
        if not held:
            del self.fields["replace"]

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        given = super().clean() or {}
        if not given.get("user") and not str(given.get("holder", "")).strip():
            self.add_error("holder", _("Write the name, or choose an account."))
        return given


def _account_line(name: str, username: str, post: Any) -> str:
    return f"{name} ({username})" + (f" · {localname(post)}" if post else "")


def _post_choices(day: date, vacant: Iterable[int]) -> Choices:
    """Posts of a day under their bodies; those that nobody holds say so."""
    free, groups = set(vacant), dict[str, Choices]()
    for one in posts(day).order_by("organisation__line", "organisation__code", "code"):
        name = localname(one) + (f" ({_('vacant')})" if one.pk in free else "")
        groups.setdefault(localname(one.organisation), []).append((one.code, name))
    return list(groups.items())


class AccountForm(forms.Form):
    """A new account and the post that it acts as; the password is made, not typed."""

    name = forms.CharField(
        label=_("Name of the person"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("As records show it. No other personal data is kept."),
    )  # fmt: skip
    username = forms.CharField(
        label=_("Account name"), max_length=100, validators=[USERNAME],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("With it the person signs in: letters without accents, digits, dots and hyphens."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the pages"), choices=[("vi", "Tiếng Việt"), ("en", "English")])
    post = forms.ChoiceField(
        label=_("Acts as"), required=False, help_text=_("The post says what it may do; without one it may do nothing.")
    )
    replace = forms.ChoiceField(label=_("Whoever holds that post"), choices=[KEEPS, (GIVES_UP, _("gives it up today"))])
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, day: date, vacant: Iterable[int], initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial={"language": "vi", **initial})
        self.fields["post"].choices = [("", _("no post yet")), *_post_choices(day, vacant)]


class VersionForm(forms.Form):
    """Only what the page was shown with."""

    version = forms.IntegerField(min_value=0)
