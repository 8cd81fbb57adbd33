"""Where words stand in a Word file, in a form that those who read it and those who write into it share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """Characters [first, last) of one text element of a part of a Word file.

    `part` is the part's name ("word/document.xml"), `node` the number of its `w:t` element, from 0, in the order of
    the file. Words that are set in several ways have one anchor for each.
    """

    part: str
    node: int
    first: int
    last: int
