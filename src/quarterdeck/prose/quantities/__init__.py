"""Quantities in a line: a number with its hedge, sign, scale and unit; dates, codes and list numbers are none."""

from quarterdeck.prose.quantities.quantity import Quantity, unreadable
from quarterdeck.prose.quantities.reading import quantities

__all__ = ["Quantity", "quantities", "unreadable"]
