"""Posts as the reader calls them: records keep their names in the official language."""

from functools import cached_property

from quarterdeck.people.models import Post
from quarterdeck.web.templatetags.quarterdeck.library import language


class Posts:
    """The names of posts in the reader's language, read once where they are needed."""

    @cached_property
    def _names(self) -> dict[str, str]:
        return dict(Post.objects.exclude(name_en="").values_list("name_vi", "name_en"))

    def called(self, who: str) -> str:
        """A post of a record in the reader's language; who is no post stays as recorded."""
        return who if language() == "vi" else self._names.get(who, who)
