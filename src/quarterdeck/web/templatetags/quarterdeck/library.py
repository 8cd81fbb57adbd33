"""The register that every module of this library adds to, and the reader's language."""

from django import template
from django.utils.translation import get_language

register = template.Library()


def language() -> str:
    """The reader's language as core knows it: "vi" or "en"."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"
