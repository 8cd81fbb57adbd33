"""What of a thing may be told in a notice, a mail or a calendar, which leave the pages that guard it.

Of a sealed thing nothing is told at all. Where the words about a thing speak of what is sealed (a denunciation), or
bear a mark of state secrecy, they are withheld: only its code is told, and who may read it opens its page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quarterdeck.core.folding import fold
from quarterdeck.core.secrecy import Marks, secrecy_of

# What may be told of. A kind that is not named here, such as a case, is never told of.
TOLD = frozenset({"task", "difficulty", "review", "document", "call", "conclusion"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing a notice is about: its kind and code, the address of its page, and what it is called.

    `note` is what was said with the act ("returned because ..."), in the language in which it was written.
    """

    kind: str
    ref: str
    link: str
    title_vi: str = ""
    title_en: str = ""
    note_vi: str = ""
    note_en: str = ""
    sealed: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What betrays a sealed matter: words, and marks of state secrecy, of a country pack."""

    sealed: tuple[str, ...] = ()
    marks: Marks | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any], marks: Marks | None) -> "Words":
        """From a pack's notices.yaml.

        >>> Words.of({"sealed": ["Tố cáo"]}, None).betrayed_by(["giải quyết TỐ CÁO"])
        True
        """
        return cls(tuple(fold(str(one)) for one in data.get("sealed", ())), marks)

    def betrayed_by(self, texts: Iterable[str]) -> bool:
        """Whether any of the texts speaks of a sealed matter or is marked secret, with or without accents."""
        said = list(texts)
        folded = [f" {' '.join(_letters(one).split())} " for one in said]
        if any(f" {word} " in one for word in self.sealed for one in folded):
            return True
        return self.marks is not None and secrecy_of(said, self.marks) is not None


def _letters(text: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in fold(text))


def told(subject: Subject, words: Words) -> Subject | None:
    """The subject as it may be told: itself, without its words where they must be withheld, or None.

    >>> told(Subject("case", "1", "/"), Words()) is None
    True
    >>> told(Subject("task", "NV-1", "/", "Giải quyết tố cáo"), Words(("to cao",))).title_vi
    ''
    """
    if subject.sealed or subject.kind not in TOLD:
        return None
    if words.betrayed_by((subject.title_vi, subject.title_en, subject.note_vi, subject.note_en)):
        return replace(subject, title_vi="", title_en="", note_vi="", note_en="", withheld=True)
    return subject
