"""Works over everything that segments hold, as SQL: the same text on one machine and on a cluster.

The state as known on a day, sums over all levels, series in the borders of a day, and children against their parent.
Everything is worked out in whole numbers.
"""
