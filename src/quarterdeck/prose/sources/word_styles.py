"""Which font a run of a Word file is set in, as far as its encoding depends on it."""

from dataclasses import dataclass, field

from lxml import etree

from quarterdeck.prose.sources.word_names import VAL, W

_DEEPEST = 12  # styles based on one another; Word allows eleven


@dataclass(frozen=True, slots=True)
class Styles:
    """The fonts of styles; `default` is the font of paragraphs that name no style."""

    fonts: dict[str, str] = field(default_factory=dict)
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
    fonts, parents, default = {}, {}, ""
    for style in root.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        fonts[name] = _font_of(style.find(f"{W}rPr"))
        based = style.find(f"{W}basedOn")
        parents[name] = based.get(VAL, "") if based is not None else ""
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            default = fonts[name]
    base = _font_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    return Styles(fonts, parents, default or base)


def _font_of(properties: etree._Element | None) -> str:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
