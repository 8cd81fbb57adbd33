"""What may stand in a template: names and helpers, conditions, loops over what helpers list, a few filters.

Templates come from many offices, so the language is small enough that none can run for long, fill the memory or reach
anything but the figures.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from quarterdeck.core.messages import Message, gettext_noop

FILTERS = frozenset({"upper", "lower", "capitalize", "title", "default", "first", "last", "length", "join"})
DEEPEST_LOOP = 2
_REFUSED = (
    nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends, nodes.Block, nodes.Macro, nodes.CallBlock,
    nodes.FilterBlock, nodes.AssignBlock, nodes.Mul, nodes.Pow, nodes.Mod, nodes.ScopedEvalContextModifier,
)  # fmt: skip


def environment() -> ImmutableSandboxedEnvironment:
    """A sandbox without the functions of Jinja itself."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters = {name: one for name, one in made.filters.items() if name in FILTERS}
    return made


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a template that cannot be, on a line of its markup."""

    line: int
    message: Message
    remedy: Message


def faults(tree: nodes.Template, helpers: Collection[str], fields: Collection[str]) -> Iterator[Fault]:
    """Everything that is not in the language of templates; `fields` are what rows of lists hold."""
    bound = {one.name for one in tree.find_all(nodes.Name) if one.ctx in ("store", "param")} | {"loop"}
    for one in tree.find_all(nodes.Node):
        fault = _fault(one, helpers, bound, fields)
        if fault is not None:
            yield Fault(one.lineno, *fault)
    yield from _deep(tree, 0)


_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENING = re.compile(r"\{[{%#]")
MOST_TAGS = 5000


def unclosed(text: str) -> bool:
    """Whether a tag in the words of one paragraph is not closed, or opens within another.

    Looked at before anything else reads the tags: what is read here takes time linear in the text.
    """
    at = 0
    while found := _OPENING.search(text, at):
        start, closing = found.end(), _CLOSING[found[0]]
        end = text.find(closing, start)
        following = _OPENING.search(text, start)
        if end < 0 or (following is not None and following.start() < end):
            return True
        at = end + len(closing)
    return False


def _fault(
    one: nodes.Node, helpers: Collection[str], bound: Collection[str], fields: Collection[str]
) -> tuple[Message, Message] | None:
    match one:
        case nodes.Name(ctx="load") if one.name not in helpers and one.name not in bound:
            return _unknown(one.name, sorted({*helpers, *bound}))
        case nodes.Call() if not isinstance(one.node, nodes.Name):
            return _refused(gettext_noop("Only the names of figures can be called."))
        case nodes.Getattr() if one.attr not in fields and one.attr not in _LOOP:
            return _unknown(one.attr, sorted(fields))
        case nodes.Filter() if one.name not in FILTERS:
            return _unknown(one.name, sorted(FILTERS))
        case nodes.Assign() if not isinstance(one.node, nodes.Const):
            return _refused(gettext_noop("A name can be set only to a word or a number."))
        case nodes.Getitem():
            return _refused(gettext_noop("Parts of a list are not taken by their place."))
    if isinstance(one, _REFUSED):
        return _refused(gettext_noop("This cannot be done in a template."))
    return None


_LOOP = frozenset({"index", "first", "last", "length"})


def _unknown(name: str, known: Collection[str]) -> tuple[Message, Message]:
    near = get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    remedy = gettext_noop("Did you mean {codes}?") if near else gettext_noop("Use one of: {codes}.")
    return (
        Message(gettext_noop('Templates do not know "{name}".'), {"name": name}),
        Message(remedy, {"codes": ", ".join(near or known)}),
    )


def _refused(text: str) -> tuple[Message, Message]:
    return Message(text), Message(gettext_noop("See docs/how-to/write-from-your-own-template.md"))


def _deep(node: nodes.Node, depth: int) -> Iterator[Fault]:
    for one in node.iter_child_nodes():
        inner = depth + isinstance(one, nodes.For)
        if inner > DEEPEST_LOOP:
            message, remedy = _refused(gettext_noop("Loops stand within each other at most twice."))
            yield Fault(one.lineno, message, remedy)
        else:
            yield from _deep(one, inner)


def row(values: Mapping[str, Callable[[], Any]]) -> Any:
    """One row of a list, as a template sees it: `one.name`, `one.value`, each worked out when it is asked for."""
    return _Row(values)


class _Row:
    """Values by name; nothing else can be reached."""

    def __init__(self, values: Mapping[str, Callable[[], Any]]) -> None:
        self._values = values

    def __getattr__(self, name: str) -> Any:
        made = self._values.get(name)
        if made is None:
            raise AttributeError(name)
        return made()
