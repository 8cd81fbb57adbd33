"""The numbers that Word puts before the paragraphs of a list, which stand nowhere in its text."""

from dataclasses import dataclass, field

from lxml import etree

from quarterdeck.prose.sources.word_names import VAL, W

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9
_HIGHEST = 3999


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered: from `start`, as `form` ("decimal"), within `pattern` ("%1.%2.")."""

    start: int
    form: str
    pattern: str


@dataclass(slots=True)
class Numbering:
    """The lists of a Word file, and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    of_styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, properties: etree._Element | None) -> str:
        """Count on for a paragraph with these properties; what stands before its words, "" for no list."""
        number, depth = self._place(properties)
        levels = self.levels.get(self.lists.get(number, ""), {})
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(self.lists[number], {})
        for level, start in self.starts.pop(number, {}).items():
            counts[level] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            counts.pop(deeper, None)
        return _written(levels, counts, depth)

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        """The list of a paragraph and its level in it."""
        style = None if properties is None else properties.find(f"{W}pStyle")
        found = ("", 0) if style is None else self.of_styles.get(style.get(VAL, ""), ("", 0))
        own = None if properties is None else properties.find(f"{W}numPr")
        return found if own is None else _numbered(own, found)


def _numbered(own: etree._Element, inherited: tuple[str, int]) -> tuple[str, int]:
    number, depth = own.find(f"{W}numId"), own.find(f"{W}ilvl")
    return (
        inherited[0] if number is None else number.get(VAL, ""),
        inherited[1] if depth is None else _integer(depth, inherited[1]),
    )


def _integer(element: etree._Element | None, default: int) -> int:
    said = "" if element is None else element.get(VAL, "")
    return int(said) if said.isdecimal() and len(said) < 6 else default


def _written(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.form == "bullet":
        return "- "
    text = level.pattern
    for one in range(_LEVELS):
        if f"%{one + 1}" in text and one in levels:
            shown = formatted(counts.get(one, levels[one].start), levels[one].form)
            text = text.replace(f"%{one + 1}", shown)
    return f"{text} " if text.strip() else ""


def formatted(number: int, form: str) -> str:
    """A number of a list as Word writes it.

    >>> formatted(4, "upperRoman"), formatted(28, "lowerLetter"), formatted(3, "decimalZero")
    ('IV', 'bb', '03')
    """
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        times, letter = divmod(number - 1, 26)
        told = chr(ord("a") + letter) * (min(times, 9) + 1)
        return told.upper() if form.startswith("upper") else told
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _HIGHEST:
        told = ""
        for value, sign in _ROMAN:
            times, number = divmod(number, value)
            told += sign * times
        return told.upper() if form.startswith("upper") else told
    return f"{number:02}" if form == "decimalZero" else str(number)


def numbering_of(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists of a `numbering.xml`, and which of them the styles of a `styles.xml` use."""
    made = Numbering()
    if numbering is None:
        return made
    for abstract in numbering.iter(f"{W}abstractNum"):
        made.levels[abstract.get(f"{W}abstractNumId", "")] = {
            int(one.get(f"{W}ilvl", "0")): _level(one)
            for one in abstract.iter(f"{W}lvl")
            if one.get(f"{W}ilvl", "0") in "012345678"
        }
    for number in numbering.iter(f"{W}num"):
        name, abstract = number.get(f"{W}numId", ""), number.find(f"{W}abstractNumId")
        made.lists[name] = "" if abstract is None else abstract.get(VAL, "")
        made.starts[name] = {
            int(one.get(f"{W}ilvl", "0")): _integer(one.find(f"{W}startOverride"), 1)
            for one in number.iter(f"{W}lvlOverride")
            if one.get(f"{W}ilvl", "0") in "012345678" and one.find(f"{W}startOverride") is not None
        }
    for style in () if styles is None else styles.iter(f"{W}style"):
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            made.of_styles[style.get(f"{W}styleId", "")] = _numbered(own, ("", 0))
    return made


def _level(level: etree._Element) -> Level:
    form, pattern = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
    return Level(
        _integer(level.find(f"{W}start"), 1),
        "decimal" if form is None else form.get(VAL, "decimal"),
        "" if pattern is None else pattern.get(VAL, ""),
    )
