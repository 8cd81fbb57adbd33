"""The forms of the handbook: filter, write an entry, act on it, publish an edition."""

from quarterdeck.handbook.forms.acts import AnswerForm, ReasonForm, UnsolvedForm, VersionForm
from quarterdeck.handbook.forms.listing import CandidatesForm, FilterForm
from quarterdeck.handbook.forms.writing import EditionForm, EntryForm

__all__ = [
    "AnswerForm", "CandidatesForm", "EditionForm", "EntryForm", "FilterForm", "ReasonForm", "UnsolvedForm",
    "VersionForm",
]  # fmt: skip
