"""The set-up of an empty store."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.web import packs


class SetUpForm(forms.Form):
    """Country pack, province, and the first administrator's account."""

    pack = forms.ChoiceField(label=_("Country"), help_text=_("Which units, bodies, calendars and indicators to load."))
    province = forms.ChoiceField(label=_("Province"), help_text=_("The unit that this store steers."))
    name = forms.CharField(label=_("Your name"), max_length=200)
    username = forms.SlugField(label=_("Account name"), max_length=100, help_text=_("Letters, digits and hyphens."))
    password = forms.CharField(
        label=_("Password"),
        min_length=10,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters."),
    )
    again = forms.CharField(
        label=_("Password once more"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: object, language: str, day: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        name = "name_en" if language.startswith("en") else "name_vi"
        self.fields["pack"].choices = [
            (code, packs.read(code, "pack.yaml").get(name, code)) for code in packs.available()
        ]
        self.fields["province"].choices = [
            (
                packs.read(code, "pack.yaml").get(name, code),
                [
                    (f"{code}:{row['code']}", f"{row[name]} ({row['code']})")
                    for row in sorted(packs.rows(code, "areas/units.csv"), key=lambda row: row[name])
                    if row["level"] == "1"
                    and row["valid_from"] <= day
                    and (not row["valid_to"] or day < row["valid_to"])
                ],
            )
            for code in packs.available()
        ]

    def clean(self) -> dict[str, object]:
        """The two passwords agree; the province belongs to the country."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords differ. Type the second once more."))
        pack, _colon, code = str(data.get("province", "")).partition(":")
        if code and data.get("pack") and pack != data["pack"]:
            self.add_error("province", _("This province belongs to another country. Choose one of the country above."))
        data["province_code"] = code
        return data
