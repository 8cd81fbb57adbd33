"""Where numbers of documents stand in a text: 26-CT/TU, 43/2022/QH15, No. 5 of 2024, Resolution 57."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from quarterdeck.prose.citations.words import CitingWords
from quarterdeck.prose.text import Text

# A number and up to six parts behind dashes or slashes; it begins where no other number or code goes on.
_NUMBER = re.compile(
    r"(?<![\w/-])(?<!\d[.,])(?P<ordinal>\d{1,9}[A-Za-zĐđ]?)(?P<parts>(?:[ ]?[/-][ ]?[^\W_][\w&.]{0,23}){0,6}+)(?![%\w])"
    r"|(?<![\w/-])(?P<coded>[A-Z]{1,4}[.-]?\d{1,6}(?:[/-][\w]{1,12}){0,5}+)(?![\w%])"
    # CIRC/FIN/2024/07, PED-12: only behind "No."
    r"|(?<![\w/-])(?P<lettered>[A-Z]{2,8}(?:[/-][\w.&]{1,12}){1,6}+)(?![\w%])"
)
# What stands between the word of a type and its number: "Republic Act (RA) No. 5", "Regulation (EU) 2016/679".
_SHORT = re.compile(r"\s*\(\s*[A-Z][A-Za-z.&]{0,8}\s*\)\s*$")
_BLANKS = re.compile(r"\s*([/-])\s*")
_WINDOW = 96
_LONGEST_BARE = 5
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Found:
    """A number of a document in the normal form of a text.

    `start` is where the type or the marker before it begins, `number_start` to `end` the number; `kind` and
    `printed` what the word or the letters say of its type.
    """

    start: int
    number_start: int
    end: int
    number: str
    kind: str
    printed: str
    rule: str


def find(text: Text, words: CitingWords) -> Iterator[Found]:
    """The numbers of documents in `text`, in order."""
    before: Found | None = None
    for match in _NUMBER.finditer(text.flat):
        found = _with_type(text, words, match)
        if found is None or (found.rule == "code" and _is_session(found.number, words)):
            found = _listed(text, words, match, before) or found
        if found is not None:
            yield found
            before = found
        elif before is not None and match.start() - before.end > _WINDOW:
            before = None


def _with_type(text: Text, words: CitingWords, match: re.Match[str]) -> Found | None:
    """The number with the word of its type, or with the letters that tell it."""
    start, end = match.start(), _end(match)
    low = _stretch(text.lower, start)
    marker = words.marker_ends.search(low)
    head = low[: marker.start()] if marker else low
    short = _SHORT.search(text.flat, start - len(low), start - len(low) + len(head))
    head = head[: len(head) - len(short[0])] if short else head
    number = _BLANKS.sub(r"\1", text.flat[start:end])
    kind, printed, gap, begin = _type_before(head, words)
    code = _code_kind(number, words)
    offset = start - len(low)
    if not gap and kind:
        word = lower_word(printed)
        if _may_be(text, words, match, kind, number, word, marked=bool(marker or short)):
            place = offset + begin
            end, number = _of_year(text, words, end, number)
            return Found(place, start, end, number, kind or code or "", _as_printed(text, place, printed), "type")
        return None
    titled = kind and _is_title(
        text.flat[offset + begin + len(printed) : offset + len(head)], marked=marker is not None
    )
    if titled and (code is not None or (marker and _is_law(kind) and words.of_year.match(text.lower, end))):
        place = offset + begin
        end, number = _of_year(text, words, end, number)
        return Found(place, start, end, number, kind or code or "", _as_printed(text, place, printed), "title")
    if code is None or not code:
        return None
    place = offset + marker.start() if marker else start
    return Found(place, start, end, number, code, words.names.get(code, ""), "code")


def lower_word(printed: str) -> str:
    """The word of a type with single blanks."""
    return " ".join(printed.split())


def _is_session(number: str, words: CitingWords) -> bool:
    """Whether the letters of a number tell only the parliament that passed it: 43/2022/QH15."""
    return any(words.law_code.fullmatch(one.upper()) for one in re.split(r"[/-]", number))


def _is_law(kind: str) -> bool:
    return kind in ("law", "ordinance", "regulation", "order")


def _listed(text: Text, words: CitingWords, match: re.Match[str], before: Found | None) -> Found | None:
    """A further number of a list: "Resolutions 57, 59 and 66"."""
    if before is None or not before.kind or match.start() - before.end > 16:
        return None
    start, end = match.start(), _end(match)
    number = _BLANKS.sub(r"\1", text.flat[start:end])
    alike = ("/" in number or "-" in number) == ("/" in before.number or "-" in before.number)
    if not alike or not words.joined.fullmatch(text.lower, before.end, start):
        return None
    # What was marked as a number goes on so: "Kế hoạch số 14, 15 và 16".
    marked = before.kind not in words.bare and bool(words.after_bare.match(text.lower, end))
    if not _may_be(text, words, match, before.kind, number, lower_word(before.printed.lower()), marked=marked):
        return None
    return Found(start, start, end, number, before.kind, before.printed, "list")


def _end(match: re.Match[str]) -> int:
    """The end of the number without the full stop of its sentence."""
    return match.start() + len(match[0].rstrip("."))


def _stretch(lower: str, start: int) -> str:
    """What stands before a number in its own sentence."""
    window = lower[max(0, start - _WINDOW) : start]
    cut = max(window.rfind("\n"), window.rfind(";"), window.rfind("." + " ", 0, max(0, len(window) - 4)))
    return window[cut + 1 :] if cut >= 0 and not window[: cut + 1].endswith("no.") else window


def _type_before(head: str, words: CitingWords) -> tuple[str, str, bool, int]:
    """Kind and word of the last type in `head`, whether something stands after it, and where it begins."""
    last = deque(words.type_any.finditer(head), maxlen=1)
    if not last:
        return "", "", True, len(head)
    found = last[0]
    word = " ".join(found[0].split())
    return words.kinds[word], found[0], bool(head[found.end() :].strip(' ,:("')), found.start()


def _may_be(
    text: Text, words: CitingWords, match: re.Match[str], kind: str, number: str, word: str, *, marked: bool
) -> bool:
    """Whether a number right after the word of a type is that of a document, and no count, year or part of it."""
    end = _end(match)
    if match["lettered"]:
        return marked and any(one.isdigit() for one in number)
    if match["coded"] and not marked:
        return text.flat[_type_start(text, words, match.start())].isupper()
    if "/" in number or "-" in number:
        return any(one.isalpha() for one in number) or marked or _numbered(text, words, match, kind, number)
    if marked or match["coded"]:
        return True
    year = number.isdigit() and int(number) in _YEARS
    small = words.bare_capital and not text.flat[_type_start(text, words, match.start())].isupper()
    by_session = words.of_session.match(text.lower, end)
    if year or (small and not by_session) or len(number) > _LONGEST_BARE or word in words.not_bare:
        return False
    if kind not in words.bare and word not in words.bare_words:
        return any(day.match(text.lower, end) for day in words.day)
    return any(one.match(text.lower, end) for one in (words.after_bare, words.of_year, words.of_session))


def _type_start(text: Text, words: CitingWords, start: int) -> int:
    """Where the word of the type right before a number begins."""
    head = _stretch(text.lower, start)
    return start - len(head) + _type_before(head, words)[3] if head else start


def _numbered(text: Text, words: CitingWords, match: re.Match[str], kind: str, number: str) -> bool:
    """Whether it is a number with its year (168/2024, 2023/412, Law 117-58), and no date or part of a whole."""
    one, sign, other = number.partition("/") if "/" in number else number.partition("-")
    if not (one.isdigit() and other.isdigit()):
        return False
    if sign == "/" and int(other) in _YEARS:
        return True
    named = words.bare_capital and kind in words.bare and text.flat[_type_start(text, words, match.start())].isupper()
    span = int(other) in _YEARS or (len(other) == 2 and int(other) == (int(one) + 1) % 100)
    return named and not span and (int(one) in _YEARS or (kind == "law" and sign == "-" and int(one) > int(other)))


def _code_kind(number: str, words: CitingWords) -> str | None:
    """The kind that the letters of a number tell, "" where it is a law by its session; None for no code."""
    parts = re.split(r"[/-]", number)[1:]
    if any(words.law_code.fullmatch(part.upper()) for part in parts):
        return (
            "law"
            if len(parts) == 2 and words.law_code.fullmatch(parts[1].upper())
            else words.letters.get(parts[0].upper(), "")
        )
    lettered = [part for part in parts if part[:1].isupper()]
    if len(parts) < 2 or not lettered:
        return None
    return next(
        (words.letters[part.upper()] for part in parts if part.upper() in words.letters and part[:1].isupper()), None
    )


def _is_title(gap: str, *, marked: bool) -> bool:
    """Whether the words between type and number may be its title or issuer: no verb of a sentence, few words."""
    said = gap.split()
    return 0 < len(said) <= (12 if marked else 8) and not any(one.isdigit() for one in gap)


def _of_year(text: Text, words: CitingWords, end: int, number: str) -> tuple[int, str]:
    """The number with the year or the words that belong to it: No. 5 of 2024, 12/2023-Central Tax."""
    if "/" in number or "-" in number:
        tail = words.number_tail.match(text.lower, end) if number.rpartition("-")[2].istitle() else None
        return (tail.end(), number + text.flat[end : tail.end()]) if tail else (end, number)
    after = words.of_year.match(text.lower, end) or words.of_session.match(text.lower, end)
    return (after.end(), number + text.flat[end : after.end()].rstrip()) if after else (end, number)


def _as_printed(text: Text, start: int, printed: str) -> str:
    return " ".join(text.flat[start : start + len(printed)].split())
