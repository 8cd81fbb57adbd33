"""Works over everything that is known, at the speed of memory.

`everything.gathered` makes a state of the store ready; `rolling.roll_up`, `knowing.as_known`, `restating.in_borders`
and `checking.sums_to_parent` are the works. Their modules load Numba, so import them where they are used.
"""
