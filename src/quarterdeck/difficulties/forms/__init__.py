"""The forms of difficulties, calls and the watch list."""

from quarterdeck.difficulties.forms.answering import AnswerForm, InterimForm, NilForm, ReturnForm, StepForm, ToldForm
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
    "InterimForm",
    "NilForm",
    "RaiseForm",
    "ReturnForm",
    "StepForm",
    "TakeOffForm",
    "ToldForm",
    "VersionForm",
    "WatchFilterForm",
]
