"""The clarity check ("five clear"): people, work, progress, responsibility, result. Tests and words are data."""

from quarterdeck.core.clarity.check import check
from quarterdeck.core.clarity.findings import Context, Finding, Severity, Understood, Verdict, codes
from quarterdeck.core.clarity.known import Ending, Known, OpenTask
from quarterdeck.core.clarity.lexicon import Bodies, Lexicon, Marker, TimeWords
from quarterdeck.core.clarity.profile import Case, Profile, Rule, profile_from_pack
from quarterdeck.core.clarity.script import Phrases, fold, one_tone
from quarterdeck.core.clarity.workdays import Workdays

__all__ = [
    "Bodies",
    "Case",
    "Context",
    "Ending",
    "Finding",
    "Known",
    "Lexicon",
    "Marker",
    "OpenTask",
    "Phrases",
    "Profile",
    "Rule",
    "Severity",
    "TimeWords",
    "Understood",
    "Verdict",
    "Workdays",
    "check",
    "codes",
    "fold",
    "one_tone",
    "profile_from_pack",
]
