"""The forms of difficulties, calls and the watch list."""

from quarterdeck.difficulties.forms.answering import AnswerForm, ReturnForm, StepForm
from quarterdeck.difficulties.forms.fields import VersionForm
from quarterdeck.difficulties.forms.keeping import CallForm, EntryForm, TakeOffForm
from quarterdeck.difficulties.forms.lists import FilterForm, WatchFilterForm
from quarterdeck.difficulties.forms.raising import HandOverForm, RaiseForm

__all__ = [
    "AnswerForm",
    "CallForm",
    "EntryForm",
    "FilterForm",
    "HandOverForm",
    "RaiseForm",
    "ReturnForm",
    "StepForm",
    "TakeOffForm",
    "VersionForm",
    "WatchFilterForm",
]
