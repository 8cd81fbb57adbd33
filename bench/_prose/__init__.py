"""The parts of `bench/prose.py`: texts that are true, errors planted in them, and what reading and checking find."""
