"""How a Word file sets its paragraphs: the font, as far as the encoding depends on it, and which are headings."""

from dataclasses import dataclass, field

from lxml import etree

from quarterdeck.prose.sources.word_names import VAL, R, T, W

_LONGEST_HEADING = 200  # characters
_DEEPEST = 12  # styles based on one another; Word allows eleven


@dataclass(frozen=True, slots=True)
class Styles:
    """The fonts of styles; `default` is the font of paragraphs that name no style.

    `headings` holds the styles of titles (1) and of other headings (2).
    """

    fonts: dict[str, str] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    default: str = ""

    def paragraph_font(self, properties: etree._Element | None) -> str:
        """The font of a paragraph with these properties (`w:pPr`)."""
        style = None if properties is None else properties.find(f"{W}pStyle")
        return (self._font(style.get(VAL, "")) if style is not None else "") or self.default

    def run_font(self, properties: etree._Element) -> str:
        """The font that a run's own properties (`w:rPr`) name; "" where they name none."""
        own = _font_of(properties)
        if own:
            return own
        style = properties.find(f"{W}rStyle")
        return self._font(style.get(VAL, "")) if style is not None else ""

    def heading(self, paragraph: etree._Element) -> int:
        """Whether a paragraph is the title (1), another heading (2) or none (0): by its style, or set in bold."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(VAL, "")
        for _ in range(_DEEPEST):
            if not name or name in self.headings:
                break
            name = self.parents.get(name, "")
        return self.headings.get(name, 0) or (2 if _in_bold(paragraph) else 0)

    def _font(self, style: str) -> str:
        for _ in range(_DEEPEST):
            if not style or self.fonts.get(style):
                break
            style = self.parents.get(style, "")
        return self.fonts.get(style, "")


def styles_of(root: etree._Element | None) -> Styles:
    """The fonts of a `styles.xml`."""
    if root is None:
        return Styles()
    fonts, headings, parents, default = {}, {}, {}, ""
    for style in root.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        fonts[name] = _font_of(style.find(f"{W}rPr"))
        kind = style.find(f"{W}name")
        called = "" if kind is None else kind.get(VAL, "").lower()
        if called == "title" or called.startswith("heading "):
            headings[name] = 1 if called == "title" else 2
        based = style.find(f"{W}basedOn")
        parents[name] = based.get(VAL, "") if based is not None else ""
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            default = fonts[name]
    base = _font_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    return Styles(fonts, headings, parents, default or base)


def _in_bold(paragraph: etree._Element) -> bool:
    """Whether a short paragraph is set in bold from end to end, as offices write their headings."""
    long = 0
    for run in paragraph.iter(R):
        said = "".join(one.text or "" for one in run.iter(T))
        bold = run.find(f"{W}rPr/{W}b")
        if said.strip() and (bold is None or bold.get(VAL, "true") in ("0", "false")):
            return False
        long += len(said)
    return 0 < long <= _LONGEST_HEADING


def _font_of(properties: etree._Element | None) -> str:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
