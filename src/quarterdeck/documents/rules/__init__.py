"""What numbers say and when they count once, documents that go round in a circle, paragraphs as cited. Pure."""

from quarterdeck.documents.rules.circles import circle
from quarterdeck.documents.rules.files import is_document
from quarterdeck.documents.rules.numbers import NAMED_TYPES, DocumentNumber, normal, parse
from quarterdeck.documents.rules.paragraphs import Cited, Marks, cited
from quarterdeck.documents.rules.series import BY_TERM, YEARLY, Gap, Span, gaps, span_of

__all__ = [
    "BY_TERM", "NAMED_TYPES", "YEARLY", "Cited", "DocumentNumber", "Gap", "Marks", "Span", "circle", "cited", "gaps",
    "is_document", "normal", "parse", "span_of",
]  # fmt: skip
