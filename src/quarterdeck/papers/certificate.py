"""The certificate of a checked text: one page that says what was checked, against what, by whom, and what is open.

What finds no room there whole is in an annex: no reason is cut, and there is always room to sign.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from quarterdeck.papers.content import (
    Annex,
    Block,
    Cell,
    Column,
    Footer,
    Heading,
    Lang,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
)
from quarterdeck.papers.words import word

State = Literal["open", "asked", "aside"]
_STATES: tuple[State, ...] = ("open", "asked", "aside")
# Lines of the page below its head and title, and above the signatures.
_ROOM = 30.5
_BETWEEN = 0.6  # what a row of a table needs besides its lines
# Characters in a line: of a fact, a remark, the title; of the columns of a point: its words, the reason, who answers.
_FACT, _NOTE, _TITLE, _POINT = 60, 75, 55, (28, 34, 16)
_LONGEST_NOTE = 160
# To how many characters a quotation or a reason is cut; how many points an annex holds, the rest is in the Word file.
_LONGEST, _OWNER, _MOST = 600, 64, 200


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A claim that is not settled: its words in the text, why it is open, who answers for it (may be "").

    `state` is "open" for what must still be looked at, "asked" for what a body has been asked, "aside" for what was
    set aside; `reason` then says why.
    """

    quote: str
    reason: str
    owner: str = ""
    state: State = "open"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a check found, written in the language of the paper.

    `digest` is the SHA-256 of the file that was checked, in hexadecimal digits. `against` names the vintage, `counts`
    gives each verdict with how many claims have it, in the order to show. `notes` tell what could not be read.
    """

    lang: Lang
    text_title: str
    file_name: str
    digest: str
    characters: int
    against: str
    checked_by: str
    checked_at: str
    counts: tuple[tuple[str, int], ...]
    corrected: int
    open_points: tuple[OpenPoint, ...]
    notes: tuple[str, ...] = ()


def certificate(found: Certificate, header: Letterhead, produced: str = "") -> Paper:
    """The certificate as a paper of one page; `produced` says when and by what it was made."""
    lang = found.lang
    points = [_shortened(one) for one in sorted(found.open_points, key=lambda one: _STATES.index(one.state))]
    here = _that_fit(points, _room(found))
    return Paper(
        kind="briefing",
        lang=lang,
        header=header,
        title=word(lang, "certificate"),
        subtitle=_short(found.text_title, 110),
        blocks=(_facts(found), _counts(found), *_open(points, here, lang), *_notes(found)),
        footer=Footer(found.against, produced),
        writer=_signature("signed_checker", lang),
        signature=_signature("signed_head", lang),
        annexes=(_annex(found, points, here),) if here < len(points) else (),
    )


def _signature(who: str, lang: Lang) -> Signature:
    return Signature(modes=(), post=word(lang, who))


def _annex(found: Certificate, points: Sequence[OpenPoint], here: int) -> Annex:
    """The points for which the page has no room, on the pages behind it."""
    lang, more = found.lang, len(points) - here - _MOST
    told = (word(lang, "more_open").format(count=_grouped(more, lang)),) if more > 0 else ()
    listed = _listed(points[here : here + _MOST], _numbers(points), lang, told)
    reference = word(lang, "annexed").format(title=_short(found.text_title, 110))
    return Annex(word(lang, "annex"), word(lang, "annex_title"), reference, (listed,))


def _facts(found: Certificate) -> Table:
    lang = found.lang
    facts = (
        ("digest", found.digest),
        ("against", found.against),
        ("checked_by", f"{found.checked_by}, {found.checked_at}"),
    )
    columns = (Column(word(lang, "file"), width=20), Column(_file(found), width=80))
    return Table(columns, tuple(Row((Cell(word(lang, key)), Cell(value))) for key, value in facts))


def _file(found: Certificate) -> str:
    """The name of the file and its length."""
    size = f"{_grouped(found.characters, found.lang)} {word(found.lang, 'characters')}"
    return f"{_short(found.file_name, 60)}, {size}"


def _counts(found: Certificate) -> Table:
    """The verdicts in two columns, those that occur, and how many claims there are in all."""
    lang = found.lang
    cells = [(Cell(label), Cell(_grouped(count, lang))) for label, count in found.counts if count]
    half = (len(cells) + 1) // 2
    blank = (Cell(""), Cell(""))
    right = [*cells[half:], *[blank] * (2 * half - len(cells))]
    rows = [Row((*one, *other)) for one, other in zip(cells[:half], right, strict=True)]
    total = Cell(_grouped(sum(count for _, count in found.counts), lang))
    corrected = Cell(_grouped(found.corrected, lang))
    rows.append(Row((Cell(word(lang, "all_claims")), total, Cell(word(lang, "corrected")), corrected), "total"))
    pair = (Column(word(lang, "verdict"), width=40), Column(word(lang, "claims"), align="right", width=10))
    return Table((*pair, *pair), tuple(rows))


def _open(points: Sequence[OpenPoint], here: int, lang: Lang) -> tuple[Block, ...]:
    """How many points are open, and the first of them, as many as the page has room for."""
    numbers = _numbers(points)
    # What a body was asked is not settled before it answers.
    remaining = numbers["open"] + numbers["asked"]
    title = Heading(1, word(lang, "open").format(count=_grouped(remaining, lang)))
    nothing = Paragraph((Run(word(lang, "nothing_open"), bold=True),))
    head: Block = title if remaining else nothing
    rest = len(points) - here
    told = (word(lang, "in_annex").format(count=_grouped(rest, lang)),) if rest else ()
    if here:
        return (head, _listed(points[:here], numbers, lang, told))
    return (head, *(Paragraph((Run(one),)) for one in told))


def _numbers(points: Sequence[OpenPoint]) -> dict[State, int]:
    return {state: sum(one.state == state for one in points) for state in _STATES}


def _listed(
    points: Sequence[OpenPoint], numbers: dict[State, int], lang: Lang, notes: tuple[str, ...]
) -> Table:  # fmt: skip
    columns = (
        Column(word(lang, "words_of_text"), width=34),
        Column(word(lang, "why_open"), width=44),
        Column(word(lang, "who_answers"), width=22),
    )
    return Table(columns, tuple(_rows(points, numbers, lang)), notes=notes)


def _rows(points: Sequence[OpenPoint], numbers: dict[State, int], lang: Lang) -> Iterator[Row]:
    """The points, those that were asked or set aside under a line that counts all of them."""
    for state, group in groupby(points, key=lambda one: one.state):
        if state != "open":
            yield Row((Cell(word(lang, f"open_{state}").format(count=_grouped(numbers[state], lang))),), "group")
        for one in group:
            yield Row((Cell(one.quote), Cell(one.reason), Cell(one.owner)))


def _room(found: Certificate) -> float:
    """The lines that the facts, the verdicts and the remarks leave to what is open."""
    facts = [_file(found), found.against, f"{found.checked_by}, {found.checked_at}"]
    taken = 1 + _BETWEEN + sum(_lines(one, _FACT) + _BETWEEN for one in facts)
    taken += (sum(count > 0 for _label, count in found.counts) // 2 + 1) * (1 + _BETWEEN)
    if found.notes:
        taken += _lines(_told(found), _NOTE) + 1
    return _ROOM - taken - _lines(_short(found.text_title, 110), _TITLE)


def _shortened(one: OpenPoint) -> OpenPoint:
    return OpenPoint(_short(one.quote, _LONGEST), _short(one.reason, _LONGEST), _short(one.owner, _OWNER), one.state)


def _that_fit(points: Sequence[OpenPoint], room: float) -> int:
    """How many of the points `room` lines hold, a line for what is not all of them included."""
    left, state = room, "open"
    for number, one in enumerate(points):
        left -= _height(one) + (1 + _BETWEEN if one.state != state else 0)
        state = one.state
        if left < (1 if number + 1 < len(points) else 0):
            return number
    return len(points)


def _height(one: OpenPoint) -> float:
    """How many lines a point needs on the page."""
    cells = zip((one.quote, one.reason, one.owner), _POINT, strict=True)
    return max(_lines(text, width) for text, width in cells) + _BETWEEN


def _lines(text: str, width: int) -> int:
    return max(-(-len(text) // width), 1)


def _notes(found: Certificate) -> tuple[Block, ...]:
    if not found.notes:
        return ()
    return (Paragraph((Run(f"{word(found.lang, 'not_read')}: ", bold=True), Run(_told(found)))),)


def _told(found: Certificate) -> str:
    return _short(" ".join(found.notes), _LONGEST_NOTE)


def _short(text: str, longest: int) -> str:
    """The text cut at a word to at most `longest` characters.

    >>> _short("trade grew by 10 per cent", 16)
    'trade grew by …'
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return f"{line[: longest - 2].rsplit(' ', 1)[0]} …"


def _grouped(number: int, lang: Lang) -> str:
    return f"{number:,}".replace(",", "." if lang == "vi" else ",")
