"""What the sign-in page of a sample store shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from quarterdeck.config.sample import accounts


def sample_accounts(request: HttpRequest) -> dict[str, Any]:
    """The sample accounts, on the sign-in pages of a sample store only."""
    if not settings.SAMPLE or not request.path.startswith("/account/"):
        return {}
    name = "name_en" if (get_language() or "vi").startswith("en") else "name_vi"
    return {"sample_accounts": [{**one, "post": one[name]} for one in accounts()]}
