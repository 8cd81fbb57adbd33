"""What several forms of the register let choose."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from quarterdeck.documents.queries.numbers import types
from quarterdeck.web.templatetags.quarterdeck.library import language

Choices = list[tuple[str, Any]]
DIRECTIONS: Choices = [("incoming", _("incoming")), ("outgoing", _("outgoing"))]


def type_choices(codes: Any = None) -> Choices:
    """Types of documents as code and name, all of them or those in `codes`."""
    known = [(code, f"{one.name(language())} ({code})") for code, one in types().items()]
    return [choice for choice in known if codes is None or choice[0] in codes]
