"""The parts of `bench/follow.py`."""
