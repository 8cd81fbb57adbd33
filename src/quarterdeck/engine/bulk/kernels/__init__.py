"""What runs as machine code: plain loops over arrays, compiled by Numba at their first call."""
