"""How an entry of the handbook stands, what may happen to it, where it belongs, and what it resembles. Pure."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

from quarterdeck.core.folding import fold
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.states import Transitions

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"
# Each state with its label and who must act in it.
STATES: Mapping[str, tuple[str, str]] = {
    DRAFT: (gettext_noop("draft"), gettext_noop("the curators of the handbook")),
    PUBLISHED: (gettext_noop("published"), gettext_noop("nobody, unless it is to be checked again")),
    WITHDRAWN: (gettext_noop("withdrawn"), gettext_noop("nobody")),
}
MOVES = Transitions(
    {DRAFT: frozenset({PUBLISHED, WITHDRAWN}), PUBLISHED: frozenset({PUBLISHED, WITHDRAWN}), WITHDRAWN: frozenset()}
)
# How an entry stands on a day: its state, and for what is published whether it still holds.
IN_FORCE, ENDING, CHECK, EXPIRED, UNCONFIRMED = "in_force", "ending", "check", "expired", "unconfirmed"
STANDINGS: Mapping[str, str] = {
    CHECK: gettext_noop("check again"),
    EXPIRED: gettext_noop("no longer valid"),
    UNCONFIRMED: gettext_noop("new wording to be confirmed"),
    ENDING: gettext_noop("valid for few days more"),
    IN_FORCE: gettext_noop("in force"),
    DRAFT: gettext_noop("draft"),
    WITHDRAWN: gettext_noop("withdrawn"),
}
# What may not be printed or given as an answer before somebody has looked at it.
DOUBTFUL = frozenset({CHECK, EXPIRED, UNCONFIRMED})
ACTS: Mapping[str, str] = {
    "handbook.drafted": gettext_noop("entry drafted"),
    "handbook.changed": gettext_noop("draft changed"),
    "handbook.published": gettext_noop("published"),
    "handbook.reworded": gettext_noop("worded anew"),
    "handbook.confirmed": gettext_noop("confirmed by a second person"),
    "handbook.held": gettext_noop("checked: it still holds"),
    "handbook.withdrawn": gettext_noop("withdrawn"),
}
_YEAR = re.compile(r" (19|20)\d\d ")
_SYLLABLE = re.compile(r"[^\W_]+")


def standing(
    *, state: str, valid_until: date | None, touched: bool, day: date, ending_days: int, confirmed: bool = True
) -> str:
    """How an entry stands on `day`; `touched` tells that something was done to a ground of it since it was checked,
    `confirmed` that a second person has confirmed its wording.

    >>> standing(state="published", valid_until=date(2024, 3, 26), touched=True, day=date(2024, 3, 27), ending_days=30)
    'expired'
    """
    if state != PUBLISHED:
        return state
    if valid_until is not None and valid_until < day:
        return EXPIRED
    if touched:
        return CHECK
    if not confirmed:
        return UNCONFIRMED
    if valid_until is not None and valid_until <= day + timedelta(days=ending_days):
        return ENDING
    return IN_FORCE


def names_law(text: str, words: Iterable[str]) -> bool:
    """Whether a text names a law by one of `words` ("Luật", "law") with its name and year, or a name of some words.

    >>> names_law("Điều 31 Luật Ngân sách nhà nước 2015", ["luật"]), names_law("theo luật", ["luật"])
    (True, False)
    """
    plain = _plain(text)
    for word in words:
        before, found, after = plain.partition(_plain(word))
        named = [one for one in (*after.split(), *before.split()[-3:]) if not one.isdecimal()]
        if found and (len(after.split()) >= 2 or (_YEAR.search(plain) and named)):
            return True
    return False


def topic_of(text: str, topics: Sequence[Mapping[str, Any]]) -> str:
    """The topic whose words stand most often in `text`, the last one of the pack where none does.

    >>> topic_of("Vướng mắc về giá đất", [{"code": "land", "words": ["gia dat"]}, {"code": "other", "words": []}])
    'land'
    """
    plain = _plain(text)
    counts = [(sum(plain.count(f" {word} ") for word in one["words"]), one["code"]) for one in topics]
    best = max(counts, key=lambda one: one[0])
    return str(best[1] if best[0] else counts[-1][1])


@dataclass(frozen=True, slots=True)
class Changed:
    """What an edition changes against the one before: numbers of entries, each list in their order."""

    added: tuple[int, ...]
    reworded: tuple[int, ...]
    gone: tuple[int, ...]

    @property
    def any(self) -> bool:
        """Whether there is any change."""
        return bool(self.added or self.reworded or self.gone)


def changes(before: Mapping[int, int], now: Mapping[int, int]) -> Changed:
    """Which entries came, were worded anew or went, from the wordings of both editions by entry number.

    >>> changes({1: 1, 2: 1}, {2: 2, 3: 1})
    Changed(added=(3,), reworded=(2,), gone=(1,))
    """
    return Changed(
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(number for number in now.keys() & before.keys() if now[number] != before[number])),
        tuple(sorted(before.keys() - now.keys())),
    )


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """The syllables of a text, folded, a blank before and after each."""
    return f" {' '.join(_SYLLABLE.findall(fold(text)))} "


def alike(text: str, others: Mapping[int, str], most: int = 5, least: float = 0.2) -> list[tuple[int, float]]:
    """Which of `others` speak of the same as `text`, most alike first, with the likeness from 0 to 1.

    How much of what is asked each of them holds: syllables and pairs of neighbours (a Vietnamese word is often two
    syllables, so that pairs count double), rare ones weighing more.

    >>> [key for key, _ in alike("Chậm giải phóng mặt bằng", {1: "giải phóng mặt bằng", 2: "thiếu giáo viên"})]
    [1]
    """
    said = _plain(text).split()
    asked = dict.fromkeys((*said, *(f"{first} {second}" for first, second in pairwise(said))))
    texts = {key: _plain(other) for key, other in others.items()}
    likeness, whole = dict.fromkeys(texts, 0.0), 0.0
    for shingle in asked:
        holders = [key for key, other in texts.items() if f" {shingle} " in other]
        weight = math.log(1 + len(texts) / max(len(holders), 1)) * (2 if " " in shingle else 1)
        whole += weight
        for key in holders:
            likeness[key] += weight
    found = [(key, min(shared / whole, 1.0)) for key, shared in likeness.items() if whole and shared / whole >= least]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:most]


def helped(kinds: Iterable[str]) -> tuple[int, int, int]:
    """How often an entry was used, how often it was said whether it solved the matter, and how often it did.

    `kinds` are those of its uses that count: "solved", "unsolved", "answered".

    >>> helped(["solved", "unsolved", "answered"])
    (3, 2, 1)
    """
    counts = Counter(kinds)
    told = counts["solved"] + counts["unsolved"]
    return told + counts["answered"], told, counts["solved"]


@dataclass(frozen=True, slots=True)
class Places:
    """The names of one request, and how they are taken out of a question in one language.

    `names` may stand alone, `beside` only beside one of the `kinds` of units (a name of one syllable, that of the
    province). Behind a name a kind is looked for where `after` says so. `others` are projects and enterprises by name,
    each with what is said instead. `article` begins what is said in languages that have one.
    """

    kinds: tuple[str, ...]
    after: bool
    joined: str
    unit: str
    names: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    article: str = ""

    @property
    def any(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.names or self.beside or self.others)


def bare_name(name: str, kinds: Iterable[str]) -> str:
    """The name of a unit without its kind.

    >>> bare_name("Huyện Yên Dũng", ["huyện"]), bare_name("Yen Dung District", ["district"])
    ('Yên Dũng', 'Yen Dung')
    """
    kind = _either(kinds)
    return re.sub(rf"(?i)^{kind}\s+|\s+{kind}$", "", name).strip()


def names_in(text: str, of: Places) -> list[str]:
    """The names of the request that a text holds, each once, in the order of the text."""
    if not of.any:
        return []
    found = [(hit.start(), hit[0]) for name, _word in of.others for hit in re.finditer(rf"(?i){_word_of(name)}", text)]
    every, kind = _either((*of.names, *of.beside)), _either(of.kinds)
    if of.names:
        found += [(hit.start(), hit[0]) for hit in re.finditer(rf"\b{_either(of.names)}\b", text)]
    if of.names or of.beside:
        before = re.finditer(rf"\b(?i:{kind})\s+({every})\b", text)
        behind = re.finditer(rf"\b({every})\s+(?i:{kind})\b", text) if of.after else ()
        found += [(hit.start(1), hit[1]) for hit in (*before, *behind)]
    return list(dict.fromkeys(name for _place, name in sorted(found)))


def without_names(text: str, of: Places) -> str:
    """The text with every name of the request taken out: the kind of unit stays, else a word for it stands there.

    >>> of = Places(("huyện",), False, "và", "địa phương", names=("Yên Dũng", "Lục Nam"))
    >>> without_names("Hai huyện Yên Dũng, Lục Nam đề nghị hỗ trợ", of)
    'Hai huyện đề nghị hỗ trợ'
    """
    the = rf"(?:(?i:{of.article})\s+)?" if of.article else ""
    for name, word in of.others:
        noun = re.escape(word.removeprefix(f"{of.article} "))
        named = rf"[“\"]?{_word_of(name)}[”\"]?"
        text = re.sub(rf"(?i)(?<!\w){the}(?:{noun}\s+)?{named}(?:\s+{noun}\b)?", _said(word), text)
    kind, every = _either(of.kinds), _either((*of.names, *of.beside))
    between = rf"\s*(?:,\s*(?:{of.joined}\s+)?|\s{of.joined}\s+)"
    if of.names or of.beside:
        row = rf"{every}(?:{between}{every})*"
        text = re.sub(rf"\b((?i:{kind})s?)\s+(?:of\s+)?{row}\b", r"\1", text)
        if of.after:
            text = re.sub(rf"\b{the}{row}\s+((?i:{kind}))\b", _said(f"{of.article} {{}}".strip()), text)
    if of.names:
        alone = _either(of.names)
        text = re.sub(rf"\b{alone}(?:{between}{alone})*\b", _said(of.unit), text)
    return text


def _said(word: str) -> Callable[[re.Match[str]], str]:
    """What stands instead of a name, with a capital where a sentence begins; `{}` is the kind that stood beside it."""

    def replaced(hit: re.Match[str]) -> str:
        said, before = word.format(*hit.groups()), hit.string[: hit.start()].rstrip()
        return said[:1].upper() + said[1:] if not before or before[-1] in ".?!" else said

    return replaced


def _either(words: Iterable[str]) -> str:
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in longest) + ")"


def _word_of(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?!\w)"
