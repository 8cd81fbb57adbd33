"""Check a Word template, and fill it."""

import re
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature
from io import BytesIO
from re import compile as pattern
from types import FrameType
from typing import Any
from zipfile import BadZipFile, ZipFile

from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes
from jinja2.exceptions import TemplateSyntaxError

from quarterdeck.core.errors import BadInput, QuarterdeckError
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers.live.language import MOST_TAGS, environment, faults, unclosed
from quarterdeck.papers.live.marks import Marks, Reference, unmarked

Helper = Callable[..., Any]
# A report of five hundred pages has some twenty megabytes of markup.
_LARGEST = 64 << 20
_LONGEST_EXCERPT = 80
_MOST_PROBLEMS = 50
_TAGS = pattern(r"<[^<>]*>")
_PARAGRAPH = pattern(r"<w:p[ >]")
_REFERENCE = pattern(r"\{\{(?:(?!\}\}).)*+\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a template cannot be filled: `place` names part, paragraph and the words that stand there."""

    place: Message
    message: Message
    remedy: Message
    line: int = 0

    def error(self) -> BadInput:
        """The problem as a failure."""
        return BadInput(self.message, place=str(self.place), remedy=self.remedy)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template and what was put into it."""

    content: bytes
    references: Sequence[Reference]


def examine(content: bytes, helpers: Mapping[str, Helper], fields: Collection[str], marks: Marks) -> list[Problem]:
    """Everything that keeps a template from being filled, by place; it is filled once to see. `BadInput` for a file
    that is no Word file."""
    return _render(content, helpers, fields, marks, "").problems


def fill(
    content: bytes, helpers: Mapping[str, Helper], fields: Collection[str], marks: Marks, *, site: str = ""
) -> Filled:
    """The template with its figures, each leading to its origin at `site` where that is given.

    Raises `BadInput` naming the first place that cannot be filled, and how many more there are.
    """
    document = _render(content, helpers, fields, marks, site)
    if document.problems:
        raise _told(document.problems)
    buffer = BytesIO()
    document.save(buffer)
    return Filled(buffer.getvalue(), marks.used)


def _told(problems: Sequence[Problem]) -> BadInput:
    first, more = problems[0], len(problems) - 1
    if not more:
        return first.error()
    remedy = Message(gettext_noop("{remedy} There are {count} more places to mend; check the template to see them."),
                     {"remedy": first.remedy, "count": more})  # fmt: skip
    return BadInput(first.message, place=str(first.place), remedy=remedy)


def _render(
    content: bytes, helpers: Mapping[str, Helper], fields: Collection[str], marks: Marks, site: str
) -> "_Document":
    _refuse_foreign(content)
    document = _Document(content, frozenset(helpers), frozenset(fields), marks, site)
    guarded = {name: document.guarded(one) for name, one in helpers.items()}
    try:
        document.render(guarded, environment())
    except (TemplateError, RecursionError, ValueError, KeyError, AttributeError, TypeError, OSError) as error:
        document.note_failure(error)
    properties = document.docx.core_properties
    for name in ("author", "comments", "subject", "title"):
        setattr(properties, name, unmarked(getattr(properties, name)))
    return document


def _refuse_foreign(content: bytes) -> None:
    """Refuse what is no Word file, and what would fill the memory when unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            size = sum(one.file_size for one in archive.infolist())
            if "word/document.xml" not in archive.namelist():
                raise BadZipFile
    except (BadZipFile, OSError, ValueError):
        raise BadInput(gettext_noop("This is not a Word file."), place="file",
                       remedy=gettext_noop("Save the template as .docx and send it again.")) from None  # fmt: skip
    if size > _LARGEST:
        raise BadInput(
            Message(gettext_noop("The template holds more than {limit} MB."), {"limit": _LARGEST >> 20}), place="file",
            remedy=gettext_noop("Take out pictures, or divide it."),
        )  # fmt: skip


class _Document(DocxTemplate):  # type: ignore[misc]
    """A template on its way, which notes what cannot be filled and goes on."""

    def __init__(
        self, content: bytes, helpers: frozenset[str], fields: frozenset[str], marks: Marks, site: str
    ) -> None:
        super().__init__(BytesIO(content))
        self.helpers, self.fields, self.marks, self.site = helpers, fields, marks, site
        self.problems: list[Problem] = []
        self._source, self._part, self._asked_on, self._left, self._blanked = "", "document", 0, False, False

    def patch_xml(self, src_xml: str) -> str:
        """The markup with its tags in one piece; a part whose tags do not close is told, and left as it is."""
        self._source = _PARAGRAPH.sub(lambda found: f"\n{found[0]}", src_xml)
        lines = self._source.split("\n")
        words = [_TAGS.sub("", one) for one in lines]
        wrong = [number for number, one in enumerate(words, 1) if unclosed(one)]
        self._left = bool(wrong) or sum(one.count("{{") + one.count("{%") for one in words) > MOST_TAGS
        if not self._left:
            return str(super().patch_xml(src_xml))
        message = Message(gettext_noop("A reference is not closed here, or opens within another."))
        remedy = Message(gettext_noop("Close every bracket, quotation mark, loop and condition."))
        if not wrong:
            message = Message(gettext_noop("The template has more than {most} references."), {"most": MOST_TAGS})
            remedy, wrong = Message(gettext_noop("Take out pictures, or divide it.")), [1]
        self.problems += [self._problem(one, message, remedy) for one in wrong[:_MOST_PROBLEMS]]
        return src_xml

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """The markup of one part, filled where nothing in it is wrong."""
        self._part = str(part.partname)
        if self._left:
            return str(src_xml)
        self._source = _PARAGRAPH.sub(lambda found: f"\n{found[0]}", src_xml)
        tree = self._parsed(jinja_env)
        if tree is None:
            return str(src_xml)
        wrong = list(faults(tree, self.helpers, self.fields))
        if wrong or self._blanked:
            self.problems += [self._problem(one.line, one.message, one.remedy) for one in wrong]
            self._ask(tree, context)
            self.problems.sort(key=lambda one: one.line)
            return str(src_xml)
        filled = super().render_xml_part(src_xml, part, context, jinja_env)
        return self.marks.settle(filled, part, self.site)

    def _parsed(self, jinja_env: Any) -> nodes.Template | None:
        """The template of the part with its unreadable references told and blanked; None where it cannot be mended so.

        Jinja stops at the first thing it cannot read, so that each reference is looked at by itself.
        """
        self._blanked = False
        try:
            return jinja_env.parse(self._source)  # type: ignore[no-any-return]
        except TemplateSyntaxError:
            source = _REFERENCE.sub(lambda found: self._kept(found, jinja_env), self._source)
        try:
            return jinja_env.parse(source)  # type: ignore[no-any-return]
        except TemplateSyntaxError as error:
            self._written_wrongly(error.lineno, self._source.split("\n")[error.lineno - 1])
            self.problems.sort(key=lambda one: one.line)
            return None

    def _kept(self, found: re.Match[str], jinja_env: Any) -> str:
        """A reference, or nothing in its place where it cannot be read."""
        try:
            jinja_env.parse(found[0])
        except TemplateSyntaxError:
            self._written_wrongly(self._source.count("\n", 0, found.start()) + 1, found[0])
            self._blanked = True
            return "\n" * found[0].count("\n")
        return found[0]

    def _written_wrongly(self, line: int, markup: str) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            words = " ".join(_TAGS.sub("", markup).split())[:_LONGEST_EXCERPT]
            message = Message(gettext_noop("The template is written wrongly here: {detail}"), {"detail": words})
            remedy = Message(gettext_noop("Close every bracket, quotation mark, loop and condition."))
            self.problems.append(self._problem(line, message, remedy))

    def _ask(self, tree: nodes.Template, context: Any) -> None:
        """Ask for every figure that is named in full, so that all that is wrong is told at once."""
        for one in tree.find_all(nodes.Call):
            given = [*one.args, *(named.value for named in one.kwargs)]
            if isinstance(one.node, nodes.Name) and one.node.name in context and _are_words(given):
                self._asked_on = one.lineno
                named = {each.key: each.value.as_const() for each in one.kwargs}
                context[one.node.name](*(each.as_const() for each in one.args), **named)
        self._asked_on = 0

    def guarded(self, helper: Helper) -> Helper:
        """The helper, whose failure is noted with the place of its call."""

        def call(*given: Any, **named: Any) -> Any:
            try:
                signature(helper).bind(*given, **named)
            except TypeError:
                message = Message(gettext_noop("This asks for a figure in a way that is not known."))
                remedy = Message(gettext_noop("See docs/how-to/write-from-your-own-template.md"))
                self.problems.append(self._problem(self._asked_on or _line(), message, remedy))
                return ""
            try:
                return helper(*given, **named)
            except QuarterdeckError as error:
                self.problems.append(self._problem(self._asked_on or _line(), error.message, error.remedy))
                return ""

        return call

    def note_failure(self, error: Exception) -> None:
        """A failure of the template itself; what was noted before says more."""
        if self.problems:
            return
        detail = Message(gettext_noop("The Word template cannot be filled: {detail}"), {"detail": str(error)})
        remedy = Message(gettext_noop("See docs/how-to/write-from-your-own-template.md"))
        self.problems.append(self._problem(getattr(error, "lineno", None) or 1, detail, remedy))

    def _problem(self, line: int, message: Message, remedy: Message) -> Problem:
        return Problem(self._place(line), message, remedy, line)

    def _place(self, line: int) -> Message:
        """A line of the markup in words: the part, the paragraph, and what stands there."""
        lines = self._source.split("\n")
        number = sum(bool(_PARAGRAPH.match(one)) for one in lines[:line])
        words = " ".join(_TAGS.sub("", lines[line - 1] if 0 < line <= len(lines) else "").split())
        excerpt = words if len(words) <= _LONGEST_EXCERPT else f"{words[:_LONGEST_EXCERPT]}…"
        part = next((text for name, text in _PARTS if name in self._part), _PARTS[-1][1])
        return Message(part, {"number": number, "words": excerpt})


_PARTS = (
    ("header", gettext_noop('page head, paragraph {number}: "{words}"')),
    ("footer", gettext_noop('page foot, paragraph {number}: "{words}"')),
    ("footnotes", gettext_noop('footnotes, paragraph {number}: "{words}"')),
    ("document", gettext_noop('paragraph {number}: "{words}"')),
)


def _are_words(given: Sequence[nodes.Node]) -> bool:
    return all(isinstance(one, nodes.Const) for one in given)


def _line() -> int:
    """The line of the template that called a helper."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return 1
