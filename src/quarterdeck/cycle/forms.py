"""What is asked back before the figures of a review are frozen."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EarlyForm(forms.Form):
    """Why a review is opened while its period still runs."""

    early = forms.CharField(
        label=_("Why the figures are frozen already"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
