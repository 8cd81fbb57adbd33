"""The certificate of a checked text: one page that says what was checked, against what, by whom, and what is open."""

from dataclasses import dataclass

from quarterdeck.papers.content import (
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
    Table,
)
from quarterdeck.papers.words import word

MOST_OPEN = 4  # rows of what is open that fit on the page; the others are in the comments of the Word file
_LONGEST = 66  # characters of a quotation or a reason


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A claim that is not settled: its words in the text, why it is open, who answers for it (may be "")."""

    quote: str
    reason: str
    owner: str = ""


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
    return Paper(
        kind="briefing",
        lang=lang,
        header=header,
        title=word(lang, "certificate"),
        subtitle=_short(found.text_title, 110),
        blocks=(_facts(found), _counts(found), *_open(found), *_notes(found)),
        footer=Footer(found.against, produced),
    )


def _facts(found: Certificate) -> Table:
    lang = found.lang
    size = f"{_grouped(found.characters, lang)} {word(lang, 'characters')}"
    facts = (
        ("digest", found.digest),
        ("against", found.against),
        ("checked_by", f"{found.checked_by}, {found.checked_at}"),
    )
    columns = (Column(word(lang, "file"), width=20), Column(f"{_short(found.file_name, 60)}, {size}", width=80))
    return Table(columns, tuple(Row((Cell(word(lang, key)), Cell(value))) for key, value in facts))


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


def _open(found: Certificate) -> tuple[Block, ...]:
    lang = found.lang
    if not found.open_points:
        return (Paragraph((Run(word(lang, "nothing_open"), bold=True),)),)
    rows = tuple(
        Row((Cell(_short(one.quote)), Cell(_short(one.reason)), Cell(_short(one.owner, 32))))
        for one in found.open_points[:MOST_OPEN]
    )
    columns = (
        Column(word(lang, "words_of_text"), width=36),
        Column(word(lang, "why_open"), width=42),
        Column(word(lang, "who_answers"), width=22),
    )
    more = len(found.open_points) - len(rows)
    told = (word(lang, "more_open").format(count=more),) if more else ()
    title = word(lang, "open").format(count=_grouped(len(found.open_points), lang))
    return (Heading(1, title), Table(columns, rows, notes=told))


def _notes(found: Certificate) -> tuple[Block, ...]:
    if not found.notes:
        return ()
    return (Paragraph((Run(f"{word(found.lang, 'not_read')}: ", bold=True), Run(_short(" ".join(found.notes), 160)))),)


def _short(text: str, longest: int = _LONGEST) -> str:
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
