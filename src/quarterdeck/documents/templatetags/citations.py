"""What things of a downstream room cite, for pages that list many of them."""

from collections.abc import Mapping, Sequence

from django import template

from quarterdeck.documents.queries.citing import Cited, citations_under

register = template.Library()
Many = Mapping[str, Sequence[Cited]]


@register.simple_tag
def cited_under(kind: str, prefix: str) -> Many:
    """What the things of a kind cite whose refs begin with "prefix/", by ref. Two queries however many."""
    return citations_under(kind, prefix)


@register.simple_tag
def cited_by(many: Many, prefix: str, number: int) -> Sequence[Cited]:
    """What the thing "prefix/number" cites, out of what `cited_under` found."""
    return many.get(f"{prefix}/{number}", ())
