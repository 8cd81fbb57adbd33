"""From the lines of printed pages to paragraphs: what repeats on every page goes, lines that only wrap are joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from quarterdeck.prose.sources.gathering import Bit
from quarterdeck.prose.sources.source import Spot

_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(r"[-+*•·●▪–]|\(?\w{1,3}[.)]\s|[IVX]{1,5}[.)]")
_EDGE_LINES = 3  # of a page, at its top and at its bottom
HYPHENS = "\x02\ufffe"  # so PDFium writes a hyphen that ends a line
_HYPHENS = (*HYPHENS, "\u2010", "\u00ad")
_NEAR = 15  # lines to either side that tell how wide a column is


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page with its box in points, from the left and from the bottom."""

    text: str
    page: int
    number: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """In points, never 0."""
        return max(self.top - self.bottom, 1.0)

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return Spot(page=self.page, line=self.number, box=(self.left, self.bottom, self.right, self.top))


def without_furniture(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], int]:
    """The pages without headers, footers and page numbers, and how many lines were left out.

    They are lines at the edge of a page that stand at the same height, with the same words but for digits, on most
    pages. Where nothing would be left of most pages, the pages are just alike.
    """
    seen: Counter[tuple[str, int]] = Counter()
    edges = [_edges(page) for page in pages]
    for lines in edges:
        seen.update({_furniture(line) for line in lines})
    least = max(2, (len(pages) + 1) // 2)
    kept: list[list[PageLine]] = []
    for page, lines in zip(pages, edges, strict=True):
        gone = {line.number for line in lines if seen[_furniture(line)] >= least}
        kept.append([line for line in page if line.number not in gone])
    if 2 * sum(map(bool, kept)) < sum(map(bool, pages)):
        return [list(page) for page in pages], 0
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _edges(page: Sequence[PageLine]) -> list[PageLine]:
    by_height = sorted(page, key=lambda line: -line.top)
    return [*by_height[:_EDGE_LINES], *by_height[_EDGE_LINES:][-_EDGE_LINES:]]


def _furniture(line: PageLine) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text.strip()), round(line.bottom / 4)


def laid_out(pages: Sequence[Sequence[PageLine]]) -> Iterator[Bit]:
    """The text of the pages: a line end where a paragraph ends, a blank where its lines only wrap."""
    last: PageLine | None = None
    edge = 0.0
    for page in pages:
        width = max((line.right for line in page), default=0) - min((line.left for line in page), default=0)
        for i, line in enumerate(page):
            if last is not None:
                yield from _bits(last, line)
                yield Bit(_joint(last, line, edge))
            near = page[max(i - _NEAR, 0) : i + _NEAR]
            edge = max(one.right for one in near if abs(one.left - line.left) < 2.5 * line.height)
            edge = edge if line.right - line.left > 0.3 * width else 1e9
            last = line
    if last is not None:
        yield from _bits(last, None)
    yield Bit("\n")


def _joint(last: PageLine, line: PageLine, edge: float) -> str:
    """What stands between two lines; `edge` is where full lines of the column of `last` end."""
    if last.text.endswith(_HYPHENS):
        return ""
    same_row = min(last.top, line.top) - max(last.bottom, line.bottom) > 0.5 * min(last.height, line.height)
    if last.page == line.page and same_row and line.left >= last.right - 1:
        # A raised sign ends a run: what follows stands close to it.
        return "" if line.left - last.right < 0.15 * last.height else " "
    return " " if _wraps(last, line, edge) else "\n"


def _wraps(last: PageLine, line: PageLine, edge: float) -> bool:
    """Whether `line` goes on with the paragraph of `last`: its first word had no room there."""
    if _ITEM.match(line.text):
        return False
    starts_small = line.text[:1].islower()
    open_end = last.text[-1:] not in ".!?:;"
    if last.page != line.page:
        return starts_small and open_end
    below = last.bottom - line.top <= 1.2 * median((last.height, line.height))
    if line.top > last.top:
        return starts_small and open_end  # the next column
    if not below or line.left > last.left + 0.8 * last.height:
        return False
    word = line.text.split(" ", 1)[0]
    room = (len(word) + 1) * 0.9 * (last.right - last.left) / max(len(last.text), 1)
    return last.right + room > edge and (starts_small or open_end)


def _bits(line: PageLine, following: PageLine | None) -> Iterator[Bit]:
    """The words of a line; a hyphen at its end goes where it only cuts a word that goes on in the next line."""
    text = line.text
    if text.endswith(_HYPHENS):
        text = text[:-1]
        word = text.rsplit(maxsplit=1)[-1] if text.strip() else ""
        cut = word.isalpha() and following is not None and following.text[:1].islower()
        text = text if cut else f"{text}-"
    yield Bit(text, line.spot)
