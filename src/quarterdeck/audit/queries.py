"""Read the record."""

from django.db.models import Q, QuerySet

from quarterdeck.audit.models import Line


def lines(*, words: str = "", about_kind: str = "", about: str = "") -> QuerySet[Line]:
    """Audit lines, newest first; `words` are looked for in actor, post, act, what it is about and the reason."""
    found = Line.objects.all()
    for word in words.split():
        found = found.filter(
            Q(actor__icontains=word)
            | Q(post__icontains=word)
            | Q(act__icontains=word)
            | Q(about__icontains=word)
            | Q(reason__icontains=word)
        )
    if about_kind:
        found = found.filter(about_kind=about_kind)
    return found.filter(about=about) if about else found
