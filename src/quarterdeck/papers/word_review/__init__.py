"""Remarks and corrections set into a Word file that somebody else wrote, as Word's own comments and tracked changes.

Everything else of the file stays as it was: its formatting, its other parts, the comments and changes it had.
"""

from quarterdeck.papers.word_review.review import Correction, Remark, reviewed

__all__ = ["Correction", "Remark", "reviewed"]
