"""What is told when a file of the engine turns out to be damaged."""

from django.dispatch import Signal

damaged = Signal()
"""Sent with the `file`; from then on its year is read from the log."""
