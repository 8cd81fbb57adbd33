"""Which indicator words may mean: candidates with a score and the reasons for it, for a person to choose from."""

from quarterdeck.prose.matching.candidates import Candidate, Context, candidates
from quarterdeck.prose.matching.meaning import Meanings
from quarterdeck.prose.matching.subjects import name_in, subject_of

__all__ = ["Candidate", "Context", "Meanings", "candidates", "name_in", "subject_of"]
