"""Offices' own Word templates with live references: `{{ figure('BUDGET_REV') }}` becomes the figure, and can be traced.

A template is checked before it is filled; every figure keeps the format of the words around it, carries its badge, a
bookmark and a link to its origin, and stands in a list of references.
"""

from quarterdeck.papers.live.marks import Marks, Reference
from quarterdeck.papers.live.template import Filled, Helper, Problem, examine, fill

__all__ = ["Filled", "Helper", "Marks", "Problem", "Reference", "examine", "fill"]
