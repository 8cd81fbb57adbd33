"""The names of WordprocessingML that are read."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"

P, R, T, TBL, TR, TC = (f"{W}{name}" for name in ("p", "r", "t", "tbl", "tr", "tc"))
VAL = f"{W}val"
ALTERNATE, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
SDT, SDT_CONTENT = f"{W}sdt", f"{W}sdtContent"
TEXT_BOX = f"{W}txbxContent"
# What a change that is accepted takes away.
GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
# What only wraps: its content is read as if it stood there itself.
WRAPPERS = frozenset(
    [f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "bdo", "dir")]
    + [SDT_CONTENT]
)
BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
