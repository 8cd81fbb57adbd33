"""Whom the cells of a follow-up sheet name, by any of their names, and what is nearest where they are on no list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from quarterdeck.core.clarity.bodies import mentions
from quarterdeck.core.clarity.script import Script
from quarterdeck.core.folding import fold
from quarterdeck.people.models import Organisation, Post
from quarterdeck.prose.lexicon import clarity_lexicon
from quarterdeck.prose.text import language_of
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.rules.sheets import Field

NEAR = 60  # of 100; a name further off is not proposed
Values = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell names: the bodies found in their order, what is on no list, and whether a group is meant."""

    bodies: tuple[Organisation, ...]
    unknown: tuple[str, ...]
    collective: str = ""


class Names:
    """Finds bodies and posts for the words of a sheet; `values` are the translations that a mapping remembers."""

    def __init__(self, choices: Choices, values: Values) -> None:
        self.choices = choices
        self._values = {field: {fold(said): meant for said, meant in some.items()} for field, some in values.items()}
        self._near: dict[str, list[tuple[str, str]]] = {}

    def said(self, field: Field, text: str) -> str:
        """What stands in a cell, translated as the mapping says; what it says of an empty cell is the default."""
        return self._values.get(field.value, {}).get(fold(text), text)

    def bodies(self, field: Field, text: str) -> Named:
        """The organisations that a cell names: one, or a list as people write it."""
        text = self.said(field, text).strip()
        if not text:
            return Named((), ())
        whole = self.choices.body(text)
        if whole:
            return Named((whole,), ())
        found: list[Organisation] = []
        unknown = []
        for part in self._parts(text):
            name = self.said(field, part)
            known = self.choices.body(name)
            if known:
                found += [known] if known not in found else []
            else:
                unknown.append(name)
        return Named(tuple(found), tuple(unknown), text if any(map(_is_group, unknown)) else "")

    def post(self, field: Field, text: str) -> tuple[Post | None, str]:
        """The post that a cell names, and the words where it is on no list."""
        said = self.said(field, text).strip()
        found = self.choices.post(said)
        return found, "" if found else said

    def nearest(self, field: Field, text: str) -> str:
        """The name on the list that is most like what the sheet says; "" where none is near, or two are as near.

        Words are compared as a set: beside "Sở Tài nguyên & MT" a short name that only shares "Sở" is not near.
        """
        listed = self._listed("posts" if field.value not in ("lead", "cooperating") else "bodies")
        keys = [key for key, _name in listed]
        near = process.extract(fold(text), keys, scorer=fuzz.token_set_ratio, score_cutoff=NEAR, limit=None)
        best = {listed[index][1] for _key, score, index in near if score == near[0][1]}
        return best.pop() if len(best) == 1 else ""

    def _listed(self, kind: str) -> list[tuple[str, str]]:
        if kind not in self._near:
            things: Sequence[Organisation | Post] = self.choices.posts if kind == "posts" else self.choices.bodies
            fields = ("name_vi", "name_en", "short_vi", "short_en")
            self._near[kind] = [
                (fold(name), one.name_vi) for one in things for field in fields if (name := getattr(one, field, ""))
            ]
        return self._near[kind]

    def _parts(self, text: str) -> list[str]:
        """The names of a list: a line or a semicolon always parts, a comma where both sides stay names."""
        parts: list[str] = []
        for line in (piece.strip(" -+•.\t") for piece in text.replace(";", "\n").splitlines()):
            if not line:
                continue
            read = _mentioned(line)
            parts += [line] if self.choices.body(line) or len(read) < 2 else read
        return parts or [text]


def _mentioned(text: str) -> list[str]:
    script = Script.of(text)
    return [one.name for one in mentions(script.tokens, script, clarity_lexicon(language_of(text, "vi")).bodies)]


def _is_group(text: str) -> bool:
    script = Script.of(text)
    found = mentions(script.tokens, script, clarity_lexicon(language_of(text, "vi")).bodies)
    return any(one.kind == "collective" for one in found)
