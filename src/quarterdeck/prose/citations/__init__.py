"""Which official documents a text cites: type, number, date, issuer."""

from quarterdeck.prose.citations.citation import Citation
from quarterdeck.prose.citations.form import to_json
from quarterdeck.prose.citations.reading import read

__all__ = ["Citation", "read", "to_json"]
