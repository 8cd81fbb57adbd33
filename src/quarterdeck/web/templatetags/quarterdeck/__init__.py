"""How values are written on pages: figures, standings, periods, days and names in the reader's language.

Every tag takes plain values or core values; none reads a table. docs/explanation/look.md shows each in use.
"""

from quarterdeck.web.templatetags.quarterdeck import figures, judgements, pictures, places, words
from quarterdeck.web.templatetags.quarterdeck.library import register

__all__ = ["figures", "judgements", "pictures", "places", "register", "words"]
