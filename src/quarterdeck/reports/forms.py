"""What is put before the check."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.errors import BadInput
from quarterdeck.prose.encodings import decode
from quarterdeck.web.gates import say


class DraftForm(forms.Form):
    """A text pasted or chosen as a file, and the review whose figures it is held against."""

    review = forms.ChoiceField(label=_("Review"), help_text=_("The text is held against the figures of this review."))
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Paste the draft here, or choose a file below."),
    )
    file = forms.FileField(
        label=_("Text file"),
        required=False,
        help_text=_("Plain text in Unicode (.txt)."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".txt,text/plain", "data-max-bytes": settings.UPLOAD_LIMIT_BYTES}
        ),
    )

    def __init__(self, *args: object, reviews: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review"].choices = reviews

    def clean(self) -> dict[str, object]:
        """Either a text or a readable file; the file wins."""
        data = super().clean() or {}
        upload = data.get("file")
        if upload:
            data["content"] = upload.read()
            try:
                data["text"] = decode(data["content"])
            except BadInput as wrong:
                self.add_error("file", f"{say(wrong.message)} {say(wrong.remedy)}")
        elif not str(data.get("text", "")).strip():
            self.add_error("text", _("Paste the text or choose a text file."))
        data["text"] = str(data.get("text", "")).replace("\r\n", "\n")
        return data
