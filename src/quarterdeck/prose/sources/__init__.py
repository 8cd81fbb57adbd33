"""Files that people bring: their text, and where each word of it stands.

`open_source(data, name)` reads plain text, Word, PDF and HTML into a `Source`. Offsets into `Source.text` are those of
all of prose; `Source.spot` tells a person where one stands, `Source.anchors` tells `papers.word_review`.
"""

from quarterdeck.prose.sources.opening import open_source
from quarterdeck.prose.sources.plain import read_plain
from quarterdeck.prose.sources.source import Piece, Source, Spot

__all__ = ["Piece", "Source", "Spot", "open_source", "read_plain"]
