"""Write down to whom a document was passed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.web.forms import DayField


class PassForm(forms.Form):
    """The unit or person, and the day."""

    receiver = forms.CharField(
        label=_("Unit or person"), max_length=250,
        widget=forms.TextInput(attrs={"list": "receivers", "autocomplete": "off"}),
    )  # fmt: skip
    passed_on = DayField(label=_("Passed on"))
