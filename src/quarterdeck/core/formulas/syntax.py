"""The grammar of formulas: text to tree.

    expression = term { ("+" | "-") term }
    term       = factor { ("*" | "/") factor }
    factor     = "-" factor | number | "[" code "]" | name "(" expression { "," expression } ")"
               | "(" expression ")"

Read by a recursive descent of our own rather than by Python's `ast` with a list of allowed nodes: `ast` turns
0.1 into a binary float, knows no [CODE] with a dot or a dash in it, and complains in Python's words, while an
official needs the column, the reason and the remedy in two languages.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

LONGEST = 200  # tokens; together with DEEPEST this bounds the recursion of everything that walks a tree
DEEPEST = 20

_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)|\[(?P<code>[^\[\]]*)\]|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>[-+*/(),])"
)
_DECIMAL_MARK = gettext_noop("Write decimals with a point (0.5); a comma separates the arguments of a function.")


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number: it has no unit."""

    value: Decimal
    column: int
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator named by its code."""

    code: str
    column: int
    source: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A function, a sign between two operands, or "negative"; `source` is the text it was read from."""

    name: str
    arguments: "tuple[Node, ...]"
    column: int
    source: str


Node: TypeAlias = Number | Indicator | Operation


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def column(number: int) -> str:
    """The place of an error; columns count from 1."""
    return f"column {number}"


def read(text: str) -> Node:
    """The tree of `text`; raises `BadInput` with the column and the remedy."""
    reader = _Reader(text)
    tree = reader.expression()
    reader.expect("end")
    return tree


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise BadInput(
                Message(gettext_noop('"{sign}" does not belong in a formula.'), {"sign": text[position]}),
                remedy=gettext_noop("Use [CODE], numbers, + - * / ( ) and the functions of the reference."),
                place=column(position + 1),
            )
        found.append(_Token(match.lastgroup, match[match.lastgroup].strip(), position, match.end()))
        position = match.end()
    if len(found) > LONGEST:
        raise BadInput(
            Message(gettext_noop("A formula has at most {limit} parts."), {"limit": LONGEST}),
            remedy=gettext_noop("Make an indicator of a part of it and use that indicator's code."),
        )
    return [*found, _Token("end", "", len(text), len(text))]


class _Reader:
    """One pass over the tokens; each method reads what the grammar line of its name says."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.position = 0
        self.depth = -1  # the outermost expression stands in no bracket

    @property
    def token(self) -> _Token:
        return self.tokens[self.position]

    def take(self) -> _Token:
        token = self.token
        self.position += 1
        return token

    def at(self, *signs: str) -> bool:
        return self.token.kind == "sign" and self.token.text in signs

    def expect(self, wanted: str) -> _Token:
        if self.token.kind == wanted or self.at(wanted):
            return self.take()
        raise self.unexpected()

    def unexpected(self) -> BadInput:
        token = self.token
        if token.kind == "end":
            message = Message(gettext_noop("The formula stops too early."))
            remedy = gettext_noop("Complete it: an operand or a closing bracket is missing.")
        else:
            shown = self.text[token.start : token.end]
            message = Message(gettext_noop('"{sign}" is not expected here.'), {"sign": shown})
            remedy = _DECIMAL_MARK if shown == "," else gettext_noop("Check the signs and brackets before it.")
        return BadInput(message, remedy=remedy, place=column(token.start + 1))

    def built(self, name: str, arguments: tuple[Node, ...], start: int) -> Operation:
        source = self.text[start : self.tokens[self.position - 1].end]
        return Operation(name, arguments, start + 1, source)

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadInput(
                Message(gettext_noop("Brackets may be nested {limit} deep."), {"limit": DEEPEST}),
                remedy=gettext_noop("Make an indicator of a part of it and use that indicator's code."),
                place=column(self.token.start + 1),
            )
        start, left = self.token.start, self.term()
        while self.at("+", "-"):
            left = self.built(self.take().text, (left, self.term()), start)
        self.depth -= 1
        return left

    def term(self) -> Node:
        start, left = self.token.start, self.factor()
        while self.at("*", "/"):
            left = self.built(self.take().text, (left, self.factor()), start)
        return left

    def factor(self) -> Node:
        token = self.token
        if token.kind == "number":
            self.take()
            return Number(Decimal(token.text), token.start + 1, token.text)
        if token.kind == "code":
            self.take()
            return Indicator(token.text, token.start + 1, f"[{token.text}]")
        if token.kind == "word":
            return self.call()
        if self.at("-"):
            return self.opposite()
        self.expect("(")
        inside = self.expression()
        self.expect(")")
        return inside

    def opposite(self) -> Node:
        start = self.take().start
        if self.at("-"):
            raise self.unexpected()
        return self.built("negative", (self.factor(),), start)

    def call(self) -> Node:
        name = self.take()
        self.expect("(")
        arguments = [self.expression()]
        while self.at(","):
            self.take()
            arguments.append(self.expression())
        self.expect(")")
        return self.built(name.text, tuple(arguments), name.start)
