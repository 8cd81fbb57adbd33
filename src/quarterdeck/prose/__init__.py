"""Reading and checking official prose: what a text claims in numbers, and whether it agrees with the figures."""

from quarterdeck.core.compiled import prefer_compiled

prefer_compiled()
