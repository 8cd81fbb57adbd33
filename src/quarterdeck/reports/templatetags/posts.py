"""Who did something, in the reader's language."""

from django import template

from quarterdeck.reports.queries.posts import Posts

register = template.Library()


@register.filter
def who(name: str, posts: Posts) -> str:
    """A post as the reader calls it: `{{ draft.checked_by|who:posts }}`."""
    return posts.called(name)
