"""Each kind of event in a sentence, for whoever has to choose."""

from collections.abc import Mapping

from quarterdeck.core.messages import gettext_noop

TOLD: Mapping[str, str] = {
    "merge": gettext_noop("Several units end, and one new unit with its own code begins in their place."),
    "absorb": gettext_noop("Units go into another one, which keeps its code and its name."),
    "split": gettext_noop("One unit ends, and two or more begin in its place."),
    "transfer": gettext_noop("A part of one unit goes to another; both keep their codes and names."),
    "move": gettext_noop("Units go under another parent as they are."),
    "rename": gettext_noop("A unit gets another name; its territory and its code stay."),
    "reclassify": gettext_noop("A unit becomes one of another kind: a commune becomes a township or a ward."),
    "abolish": gettext_noop("Units end without a successor of their level; those below them go one level up."),
    "create": gettext_noop("A unit begins that comes from no other."),
}
