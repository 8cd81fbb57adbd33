"""How the columns of a follow-up sheet are read: as remembered from one with the same headings, else as proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quarterdeck.papers.sheets import Sheet
from quarterdeck.tasks.models import SheetMapping
from quarterdeck.tasks.queries.sheet_drafts import vocabulary
from quarterdeck.tasks.queries.sheet_names import Values
from quarterdeck.tasks.rules.sheets import Field, Head, find_head, proposed

EMPTY = ""  # what an empty cell means is the default for the whole sheet


@dataclass(frozen=True, slots=True)
class Plan:
    """The headings of a sheet, the field of each column, and what the words of its cells mean.

    `values`: field → words of the sheet → what they stand for here; the empty words are the default for empty cells.
    `name` is that of the remembered mapping, "" where none is remembered yet.
    """

    head: Head
    fields: tuple[Field, ...]
    values: Values = field(default_factory=dict)
    name: str = ""
    version: int = 0

    @property
    def columns(self) -> list[tuple[str, Field]]:
        """Each heading with its field, in the order of the sheet."""
        return list(zip(self.head.names, self.fields, strict=True))

    def default(self, of: Field) -> str:
        """What an empty cell of a field means."""
        return self.values.get(of.value, {}).get(EMPTY, "")


def remembered(head: Head) -> SheetMapping | None:
    """The mapping that was last chosen for a sheet with the same headings in the same order."""
    names = list(head.names)
    return next((one for one in SheetMapping.objects.order_by("-at") if one.headings == names), None)


def plan_for(sheet: Sheet) -> Plan:
    """How a sheet is read: by the mapping that is remembered for its headings, else as they propose."""
    words = vocabulary()
    head = find_head(sheet, words)
    known = remembered(head)
    if known is None:
        return Plan(head, proposed(head.names, words))
    return Plan(head, fields_of(head, known.columns), known.values, known.name, known.version)


def fields_of(head: Head, columns: Mapping[str, str]) -> tuple[Field, ...]:
    """The field of each column by its heading; a heading that the mapping does not know is left out."""
    used: set[Field] = set()
    found = []
    for name in head.names:
        wanted = columns.get(name, "")
        meant = Field(wanted) if wanted in set(Field) and Field(wanted) not in used else Field.LEFT_OUT
        used.add(meant)
        found.append(meant)
    return tuple(found)


def head_of(sheet: Sheet) -> Head:
    """The headings of a sheet; raises what `find_head` raises."""
    return find_head(sheet, vocabulary())


def all_remembered() -> list[SheetMapping]:
    """Every remembered mapping, the last chosen first."""
    return list(SheetMapping.objects.order_by("-at"))
