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
_HYPHEN = "\x02"  # so PDFium writes a hyphen that ends a line


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
    pages.
    """
    seen: Counter[tuple[str, int]] = Counter()
    edges = [_edges(page) for page in pages]
    for lines in edges:
        seen.update({_furniture(line) for line in lines})
    least = max(2, (len(pages) + 1) // 2)
    dropped = 0
    kept: list[list[PageLine]] = []
    for page, lines in zip(pages, edges, strict=True):
        gone = {line.number for line in lines if seen[_furniture(line)] >= least}
        dropped += len(gone)
        kept.append([line for line in page if line.number not in gone])
    return kept, dropped


def _edges(page: Sequence[PageLine]) -> list[PageLine]:
    by_height = sorted(page, key=lambda line: -line.top)
    return [*by_height[:_EDGE_LINES], *by_height[_EDGE_LINES:][-_EDGE_LINES:]]


def _furniture(line: PageLine) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text.strip()), round(line.bottom / 4)


def laid_out(pages: Sequence[Sequence[PageLine]]) -> Iterator[Bit]:
    """The text of the pages: a line end where a paragraph ends, a blank where its lines only wrap."""
    last: PageLine | None = None
    for page in pages:
        right = _right_edges(page)
        for line in page:
            joint = "" if last is None else _joint(last, line, right)
            yield Bit(joint)
            yield from _bits(line)
            last = line
    yield Bit("\n")


def _right_edges(page: Sequence[PageLine]) -> list[float]:
    """Where the full lines of a page end: the right edges of its columns."""
    width = max((line.right for line in page), default=0) - min((line.left for line in page), default=0)
    counted = Counter(round(line.right / 6) for line in page if line.right - line.left > 0.35 * width)
    return [6.0 * edge for edge, count in counted.items() if count + counted[edge - 1] + counted[edge + 1] >= 3]


def _joint(last: PageLine, line: PageLine, right: Sequence[float]) -> str:
    if last.text.endswith(_HYPHEN):
        return ""
    same_row = min(last.top, line.top) - max(last.bottom, line.bottom) > 0.5 * min(last.height, line.height)
    if last.page == line.page and same_row and line.left >= last.right - 1:
        # A raised sign ends a run: what follows stands close to it.
        return "" if line.left - last.right < 0.15 * last.height else " "
    return " " if _wraps(last, line, right) else "\n"


def _wraps(last: PageLine, line: PageLine, right: Sequence[float]) -> bool:
    if _ITEM.match(line.text):
        return False
    starts_small = line.text[:1].islower()
    if last.page != line.page:
        return starts_small and last.text[-1:] not in ".!?:;"
    below = -0.5 * last.height <= last.bottom - line.top <= 1.2 * median((last.height, line.height))
    if not below or line.left > last.left + 0.8 * last.height:
        return False
    full = any(abs(last.right - edge) < 6 for edge in right)
    return full and (starts_small or last.text[-1:] not in ".!?:;")


def _bits(line: PageLine) -> Iterator[Bit]:
    """The words of a line; a hyphen at its end goes where the word goes on in the next line."""
    text = line.text
    if text.endswith(_HYPHEN):
        word = text[:-1].rsplit(maxsplit=1)[-1] if text[:-1].strip() else ""
        whole = word.isalpha()
        text = text[:-1] if whole else f"{text[:-1]}-"
    yield Bit(text.replace(_HYPHEN, "-"), line.spot)
