"""Matrices of areas × periods in files: one block per series and level, mapped into memory where it is read."""
