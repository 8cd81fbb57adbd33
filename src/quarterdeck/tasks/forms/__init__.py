"""The forms of tasks: filter the list, write a task, let something happen to it."""

from quarterdeck.tasks.forms.acts import (
    AcceptForm,
    ActForm,
    AskForm,
    EvidenceForm,
    GrantForm,
    ProgressForm,
    ReasonForm,
)
from quarterdeck.tasks.forms.filters import FilterForm, TotalsForm
from quarterdeck.tasks.forms.writing import TaskForm

__all__ = [
    "AcceptForm",
    "ActForm",
    "AskForm",
    "EvidenceForm",
    "FilterForm",
    "GrantForm",
    "ProgressForm",
    "ReasonForm",
    "TaskForm",
    "TotalsForm",
]
