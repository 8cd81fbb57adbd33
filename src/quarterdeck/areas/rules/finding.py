"""Which unit somebody means who writes a code, a name, or both."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache

from quarterdeck.core.errors import BadInput
from quarterdeck.core.folding import fold, lowered
from quarterdeck.core.lineage import Register, Unit
from quarterdeck.core.messages import Message, gettext_noop

MOST = 6


class Finder:
    """Finds units that an event of `day` may end, or that stand above; `home` holds the versions of the store's
    province, whose units are meant where a name is borne elsewhere too.
    """

    def __init__(self, register: Register, day: date, home: Collection[str] = ()) -> None:
        self._register, self._day, self._home = register, day, home

    def several(self, text: str) -> list[Unit]:
        """One unit a line. Raises `BadInput` for the first line that names none, or more than one."""
        return [self.one(line) for line in text.splitlines() if line.strip()]

    def one(self, text: str) -> Unit:
        """The unit with this uid, this code, or this name; a code may be followed by a name.

        Where a code tells no living unit it is the last one that bore it, for the refusals to say when it ended;
        before its birth the first one, for them to say when it begins.
        """
        plain = text.strip()
        code, _gap, name = plain.partition(" ")
        if code in self._register.units:
            return self._register.units[code]
        borne = self._register.by_code.get(code, ())
        if borne:
            return self._best(borne, name, plain)
        found = self.candidates(plain)
        exact = [unit for unit in found if fold(plain) in (fold(unit.name_vi), fold(unit.name_en), self._bare(unit))]
        return self._only(exact or found, plain)

    def candidates(self, text: str) -> list[Unit]:
        """The units alive on the day whose code or name holds the words, those of the province first.

        Where there are none, those that end on that very day: for the refusals to say by which event.
        """
        words = fold(text).split()
        if not words:
            return []
        named = [
            one
            for one in self._register.units.values()
            if self._lived(one) and all(word in self._text(one) for word in words)
        ]
        found = [one for one in named if one.valid_to != self._day] or named
        return sorted(found, key=lambda unit: (not self._at_home(unit), unit.level, unit.code))

    def _lived(self, unit: Unit) -> bool:
        return unit.valid_from <= self._day and (unit.valid_to is None or unit.valid_to >= self._day)

    def _text(self, unit: Unit) -> str:
        return f"{unit.code.lower()} {_folded(unit.name_vi)} {_folded(unit.name_en)}"

    def _bare(self, unit: Unit) -> str:
        return fold(" ".join(self._register.bare_name(unit)))

    def _best(self, borne: Iterable[Unit], name: str, plain: str) -> Unit:
        begun = [unit for unit in borne if unit.valid_from <= self._day]
        if not begun:
            return min(borne, key=lambda unit: unit.valid_from)
        alive = [unit for unit in begun if unit.valid_to is None or unit.valid_to > self._day]
        named = [unit for unit in alive if not name or fold(name) in self._text(unit)]
        if alive and not named:
            return self._only([], plain)
        return self._only(named, plain) if named else max(begun, key=lambda unit: unit.valid_from)

    def _at_home(self, unit: Unit) -> bool:
        here = unit
        while above := self._register.parent(here, max(here.valid_from, self._day)):
            here = above
        return here.uid in self._home

    def _only(self, found: list[Unit], text: str) -> Unit:
        near = [unit for unit in found if self._at_home(unit)] if len(found) > 1 and self._home else found
        found = near or found
        if len(found) == 1:
            return found[0]
        if not found:
            raise BadInput(
                Message(gettext_noop('No unit alive on {day} is called "{text}".'),
                        {"text": text, "day": self._day}),
                remedy=gettext_noop("Write its code, or its name as it was before the event."),
            )  # fmt: skip
        listed = "; ".join(self._told(unit) for unit in found[:MOST]) + ("; …" if len(found) > MOST else "")
        raise BadInput(
            Message(gettext_noop('"{text}" may be {units}.'), {"text": text, "units": listed}),
            remedy=gettext_noop("Write the code of the one that is meant."),
        )

    def _told(self, unit: Unit) -> str:
        above = self._register.parent(unit, max(unit.valid_from, self._day))
        return f"{unit.code} {unit.name_vi}" + (f" ({above.name_vi})" if above else "")


@lru_cache(maxsize=50_000)
def _folded(name: str) -> str:
    return fold(name)


def placed(text: str, finder: Finder) -> Mapping[str, str]:
    """Where units below go, by uid: a line is a unit and, after ">", "→" or the last space, the code of its parent."""
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        unit, gap, code = line.replace("→", ">").rpartition(">")
        if not gap:
            unit, _gap, code = line.rpartition(" ")
        if not (unit.strip() and code.strip()):
            raise BadInput(
                Message(gettext_noop('"{line}" does not say where the unit goes.'), {"line": lowered(line)}),
                remedy=gettext_noop("Write the unit, then >, then the code of its new parent."), place="placed",
            )  # fmt: skip
        found[finder.one(unit).uid] = code.strip()
    return found
