"""The documents that a text cites, each once, with all its mentions."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from quarterdeck.prose.citations.citation import Citation
from quarterdeck.prose.citations.named import named
from quarterdeck.prose.citations.numbers import Found, find
from quarterdeck.prose.citations.words import CitingWords, citing_words
from quarterdeck.prose.text import Text, fold, language_of, normal

_WORD = re.compile(r"[^\W\d_]+(?:['’&][^\W\d_]+)*|[-&]")
_STOP = re.compile(r"[,;.:()\[\]\n\"]")
_LONGEST_ISSUER = 90
# How many documents with one number, and mentions of one, are compared, so that time stays linear in the text.
_COMPARED = 8
_FIRST = re.compile(r"0*(\d+)[/-]")
_OWNER = re.compile(
    r"([A-Z][\w&-]{0,30}(?: (?:(?:of|and|for|the|on) ){0,2}[A-Z][\w&-]{0,30}){0,7})['’]s? (?:[A-Z]\w+ )?$"
)
_CLOSING = re.compile(r"\s*\)")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    found: Found
    day: date | None
    issuer: str


def read(text: str, lang: str | None = None) -> list[Citation]:
    """The documents that `text` cites, in the order of their first mention, in time linear in it.

    `lang` is "vi" or "en", None to tell it from the text.

    >>> [(one.type, one.number, one.issuer) for one in read("Directive No. 4-CT/TU of the Provincial Party Committee")]
    [('Directive', '4-CT/TU', 'Provincial Party Committee')]
    """
    return read_normal(normal(text), lang)


def read_normal(whole: Text, lang: str | None = None) -> list[Citation]:
    """The documents that a text in normal form cites."""
    words = citing_words(lang or language_of(whole.flat))
    numbered = list(find(whole, words))
    taken = {one.number_start for one in numbered}
    found = sorted([*numbered, *(one for one in named(whole, words) if one.number_start not in taken)], key=_place)
    return _joined(whole, words, _shared([_mention(whole, words, one) for one in found]))


def _place(found: Found) -> tuple[int, int]:
    return found.start, found.number_start


def _shared(mentions: Sequence[_Mention]) -> list[_Mention]:
    """Mentions of a list share the issuer and the day after its last one: "Resolutions 5 and 6 of the Council"."""
    read_back: list[_Mention] = []
    after: _Mention | None = None
    for mention in reversed(mentions):
        if after is not None and after.found.rule == "list" and not mention.issuer and mention.day is None:
            mention = replace(mention, issuer=after.issuer)
        read_back.append(mention)
        after = mention
    return read_back[::-1]


def _mention(whole: Text, words: CitingWords, found: Found) -> _Mention:
    """A mention with the day and the issuer that stand after it, in either order."""
    end, day, issuer = found.end, None, ""
    for _ in range(3):
        if day is None and (read_day := _day(whole, words, end)) is not None:
            day, end = read_day
        elif not issuer and (body := _issuer(whole, words, end)) is not None:
            issuer, end = body
    issuer = issuer or _issuer_within(whole, words, found) or _owner(whole, words, found)
    return _Mention(found.start, end, found, day, issuer)


def _owner(whole: Text, words: CitingWords, found: Found) -> str:
    """The issuer before the type: "the Prime Minister's Directive No. 5"."""
    owner = _OWNER.search(whole.flat, max(0, found.start - _LONGEST_ISSUER), found.start)
    if owner is None or not found.printed:
        return ""
    said = owner[1].split()
    return " ".join(said[1:] if said[0].lower() in words.issuer_articles else said)


def _day(whole: Text, words: CitingWords, at: int) -> tuple[date, int] | None:
    for pattern in words.day:
        match = pattern.match(whole.lower, at)
        if match is None:
            continue
        month = words.months.get(match["month"]) or int(match["month"])
        try:
            read_day = date(int(match["year"]), month, int(match["day"]))
        except ValueError:
            return None
        closing = _CLOSING.match(whole.flat, match.end())
        return read_day, closing.end() if closing else match.end()
    return None


def _issuer(whole: Text, words: CitingWords, at: int) -> tuple[str, int] | None:
    """The body that is said to have issued the document, and where its name ends."""
    before = words.issuer_before.match(whole.lower, at)
    return _body(whole, words, before.end()) if before else None


def _issuer_within(whole: Text, words: CitingWords, found: Found) -> str:
    """The issuer between type and number: "Nghị quyết của Hội đồng nhân dân tỉnh số 12/NQ-HĐND"."""
    if found.rule != "title":
        return ""
    read_body = _issuer(whole, words, found.start + len(found.printed))
    return read_body[0] if read_body and read_body[1] <= found.number_start else ""


def _body(whole: Text, words: CitingWords, at: int) -> tuple[str, int] | None:
    """The name of a body at `at`: capital letters, the small words within names, and no more."""
    limit = at + _LONGEST_ISSUER
    stop = _STOP.search(whole.flat, at, min(limit, len(whole.flat)))
    limit = min(stop.start() if stop else limit, len(whole.flat))
    begin = end = at
    for word in _WORD.finditer(whole.flat, at, limit):
        if word.start() < end:
            continue  # within words that are a body's name together: the "ban" of "Ủy ban"
        low = whole.lower[word.start() : word.end()]
        named = words.issuer_words.match(whole.lower, word.start())
        of_office = named is not None and word[0][:1].isupper() and end + 1 == word.start()
        if end > at and not of_office and words.type_any.match(whole.lower, word.start()):
            break
        if end == at and low in words.issuer_articles:
            begin = word.end()
            continue
        if named and (end == at or word[0][:1].isupper()):
            end = max(end, min(named.end(), limit))
        elif low in words.issuer_stops and not word[0][:1].isupper():
            break
        elif word[0][:1].isupper() or (low in words.issuer_small and _goes_on(whole, word, words)):
            end = max(end, word.end())
        elif low not in words.issuer_small and word.start() >= end:
            break
    name = _trimmed(" ".join(whole.flat[begin:end].split()), words)
    return (name, end) if name else None


def _goes_on(whole: Text, word: re.Match[str], words: CitingWords) -> bool:
    """Whether a small word belongs to a name; one that only joins ("and", "of") is trimmed off again."""
    return word[0] not in "-&" or whole.flat[word.end() : word.end() + 1].isspace()


def _trimmed(name: str, words: CitingWords) -> str:
    said = name.split()
    joining = {"and", "of", "the", "for", "&", "-", "và", "on"} & words.issuer_small
    while said and said[-1].lower() in joining:
        said.pop()
    return " ".join(said)


def _joined(whole: Text, words: CitingWords, mentions: Sequence[_Mention]) -> list[Citation]:
    """One citation for each document, from the mention that tells most; what it leaves out comes from the others."""
    known: dict[str, list[list[Citation]]] = {}
    for mention in mentions:
        cited = _citation(whole, words, mention)
        groups = known.setdefault(_key(cited.number), [])
        group = next((one for one in groups[-_COMPARED:] if all(map(partial(_alike, cited), one[:_COMPARED]))), None)
        if group is None:
            groups.append([cited])
        else:
            group.append(cited)
    cited_once = [_whole(group) for groups in known.values() for group in groups]
    return sorted(_in_full(cited_once), key=lambda one: one.places[0])


def _in_full(cited: Sequence[Citation]) -> list[Citation]:
    """The citations, those by their first figure taken in by the one that has it in full: "168" by "168/2024/NĐ-CP"."""
    full: dict[tuple[str, str], list[Citation]] = {}
    for one in cited:
        if not one.number.isdigit() and (begun := _FIRST.match(one.number)):
            full.setdefault((one.kind, begun[1]), []).append(one)
    kept: dict[int, Citation] = {id(one): one for one in cited}
    for one in cited:
        whole = full.get((one.kind, one.number.lstrip("0")), ()) if one.number.isdigit() else ()
        if len(whole) == 1 and _same_source(kept[id(whole[0])], one):
            kept[id(whole[0])] = _whole([kept[id(whole[0])], one])
            del kept[id(one)]
    return list(kept.values())


def _same_source(one: Citation, other: Citation) -> bool:
    """Whether the day and the issuer of two citations may be the same."""
    first, second = fold(one.issuer), fold(other.issuer)
    issuers = not first or not second or first in second or second in first
    return issuers and (one.day is None or other.day is None or one.day == other.day)


def _key(number: str) -> str:
    return fold("".join(number.split())).upper()


def _citation(whole: Text, words: CitingWords, mention: _Mention) -> Citation:
    place = whole.span(mention.start, mention.end)
    found = mention.found
    printed = found.printed or words.names.get(found.kind, "")
    return Citation(*place, found.kind, printed, found.number, mention.day, mention.issuer, (place,), (found.rule,))


def _alike(one: Citation, other: Citation) -> bool:
    """Whether two mentions of one number may mean the same document."""
    days = one.day is None or other.day is None or one.day == other.day
    return days and (one.kind == other.kind or not one.kind or not other.kind)


def _whole(group: Sequence[Citation]) -> Citation:
    best = max(group, key=lambda one: (not one.number.isdigit(), one.said))
    return replace(
        best,
        kind=next((one.kind for one in (best, *group) if one.kind), ""),
        type=next((one.type for one in (best, *group) if one.type), ""),
        day=next((one.day for one in (best, *group) if one.day), None),
        issuer=next((one.issuer for one in (best, *group) if one.issuer), ""),
        places=tuple(sorted({place for one in group for place in one.places})),
        rules=tuple(dict.fromkeys(rule for one in group for rule in one.rules)),
    )


@dataclass(frozen=True, slots=True)
class Index:
    """The citations of a text by the places of their mentions."""

    starts: Sequence[int]
    citations: Sequence[Citation]

    @classmethod
    def of(cls, citations: Iterable[Citation]) -> "Index":
        """An index of `citations`."""
        placed = sorted(((start, one) for one in citations for start, _ in one.places), key=lambda pair: pair[0])
        return cls([start for start, _ in placed], [one for _, one in placed])

    def within(self, start: int, end: int) -> Sequence[Citation]:
        """The citations mentioned within `start` to `end` of the source, in the order of the text."""
        return self.citations[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
