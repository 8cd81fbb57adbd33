"""Which state may follow which: one table checks each move and draws the diagram."""

from collections.abc import Mapping
from dataclasses import dataclass

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class Transitions:
    """The states of a thing and the moves between them; every state is a key, the last ones with no successor.

    >>> door = Transitions({"open": frozenset({"shut"}), "shut": frozenset({"open"})})
    >>> door.check("open", "shut")
    """

    table: Mapping[str, frozenset[str]]

    def __post_init__(self) -> None:
        strangers = frozenset().union(*self.table.values()) - self.table.keys()
        if strangers:
            raise BadInput(
                Message(
                    gettext_noop("These states have no row of their own: {states}."),
                    {"states": ", ".join(sorted(strangers))},
                ),
                remedy=gettext_noop("Give every state a row, an empty one if nothing follows it."),
            )

    def check(self, old: str, new: str) -> None:
        """Let the move pass, or raise `BadInput` naming the moves that are possible from `old`."""
        following = self.after(old)
        if new in following:
            return
        raise BadInput(
            Message(gettext_noop('"{old}" cannot become "{new}".'), {"old": old, "new": new}),
            remedy=Message(
                gettext_noop('From "{old}" it can become: {states}.'),
                {"old": old, "states": ", ".join(sorted(following)) or "–"},
            ),
        )

    def after(self, state: str) -> frozenset[str]:
        """The states that may follow `state`; raises `BadInput` for a state that is not in the table."""
        if state not in self.table:
            raise BadInput(
                Message(gettext_noop('"{state}" is not a known state.'), {"state": state}),
                remedy=Message(gettext_noop("Use one of: {states}."), {"states": ", ".join(self.table)}),
            )
        return self.table[state]

    def diagram(self) -> str:
        """The table as Mermaid text, for the reference pages.

        >>> print(Transitions({"draft": frozenset({"issued"}), "issued": frozenset()}).diagram())
        stateDiagram-v2
            [*] --> draft
            draft --> issued
            issued --> [*]
        """
        lines = [f"[*] --> {next(iter(self.table))}"] if self.table else []
        for state, following in self.table.items():
            lines += [f"{state} --> {new}" for new in sorted(following)] or [f"{state} --> [*]"]
        return "\n    ".join(["stateDiagram-v2", *lines])
