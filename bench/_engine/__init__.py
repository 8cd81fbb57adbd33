"""The parts of `bench/engine.py`: a generated nation, the works that are measured, ours and its rivals."""
