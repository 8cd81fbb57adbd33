"""The figures engine: any question about the figures, over any borders, as known on any day.

Pure of Django. The log of observations stays the truth; what this room keeps on disk is made from it and can be made
again at any moment.
"""
