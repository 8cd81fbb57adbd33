"""Corrections as tracked changes: the old words stay to be seen, the new ones are set as they were."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from copy import deepcopy

from lxml import etree

from quarterdeck.core.anchors import Anchor
from quarterdeck.papers.word_review.names import DEL, INS, SPACE, R, T, W

_WORD = re.compile(r"\s+|[^\s]+")
_OLD_FONT = re.compile(r"\.vn|vni[- ]", re.IGNORECASE)  # fonts that show other letters than Unicode's
_UNICODE_FONT = "Times New Roman"


def narrowed(old: str, new: str) -> tuple[int, int, str]:
    """What really changes: places [first, last) of `old` and the words to put there; whole words only.

    A blank that does not break stays one.

    >>> narrowed("4.680 tỷ đồng", "4.860 tỷ đồng")
    (0, 5, '4.860')
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    was, is_now = [_plain(one) for one in before], [_plain(one) for one in after]
    least = min(len(was), len(is_now))
    start = next((i for i in range(least) if was[i] != is_now[i]), least)
    end = next((i for i in range(least - start) if was[-1 - i] != is_now[-1 - i]), least - start)
    first, last = len("".join(before[:start])), len(old) - len("".join(before[len(before) - end :]))
    return first, last, "".join(after[start : len(after) - end])


def _plain(word: str) -> str:
    """A word to compare: however its letters are put together, and whatever blank it is."""
    return unicodedata.normalize("NFC", word) if word.strip() else " "


def within(anchors: Sequence[Anchor], first: int, last: int) -> tuple[Anchor, ...]:
    """The anchors of characters [first, last) of the words that `anchors` hold together."""
    found, at = [], 0
    for one in anchors:
        size = one.last - one.first
        low, high = max(first - at, 0), min(last - at, size)
        if low < high:
            found.append(Anchor(one.part, one.node, one.first + low, one.first + high))
        at += size
    return tuple(found)


def change(runs: Sequence[etree._Element], new: str, mark: Mapping[str, str], ids: "Ids") -> etree._Element:
    """Strike out `runs` and set `new` after the last of them, both marked with author and date (`mark`).

    Returns the last mark that was made.
    """
    for run in runs:
        gone = run.makeelement(DEL, {f"{W}id": ids.next(), **mark})
        run.addprevious(gone)
        gone.tail, run.tail = run.tail, None
        gone.append(run)
        for text in run.iter(T):
            text.tag = f"{W}delText"
    last = runs[-1].getparent()
    return _inserted(last, _run_like(runs[0], new), mark, ids) if new else last


def _inserted(after: etree._Element, run: etree._Element, mark: Mapping[str, str], ids: "Ids") -> etree._Element:
    added = run.makeelement(INS, {f"{W}id": ids.next(), **mark})
    added.append(run)
    parent = after.getparent()
    if parent.tag != INS:
        after.addnext(added)
        return added
    # An insertion of somebody else: it is closed before ours and opened again after it.
    rest = parent.makeelement(INS, {**parent.attrib, f"{W}id": ids.next()})
    rest.extend(list(after.itersiblings()))
    parent.addnext(added)
    if len(rest):
        added.addnext(rest)
    return added


def _run_like(run: etree._Element, text: str) -> etree._Element:
    made = run.makeelement(R)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        made.append(_readable(deepcopy(properties), text))
    element = etree.SubElement(made, T)
    element.text = text
    if text != text.strip():
        element.set(SPACE, "preserve")
    return made


def _readable(properties: etree._Element, text: str) -> etree._Element:
    """The properties of a run with a font that has the letters of `text`."""
    fonts = properties.find(f"{W}rFonts")
    if fonts is not None and not text.isascii():
        for name, font in fonts.attrib.items():
            if _OLD_FONT.match(font):
                fonts.set(name, _UNICODE_FONT)
    return properties


class Ids:
    """Numbers for changes that no other mark of the part has."""

    def __init__(self, root: etree._Element) -> None:
        used = (one.get(f"{W}id", "") for one in root.iter() if isinstance(one.tag, str))
        self._last = max((int(one) for one in used if one.isdigit()), default=0)

    def next(self) -> str:
        """The next free number."""
        self._last += 1
        return str(self._last)
