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
from quarterdeck.tasks.forms.following import (
    ChangeMilestoneForm,
    ContributionForm,
    DropMilestoneForm,
    MeetForm,
    MilestoneForm,
    TargetForm,
)
from quarterdeck.tasks.forms.handing import HandOverForm
from quarterdeck.tasks.forms.writing import TaskForm

__all__ = [
    "AcceptForm",
    "ActForm",
    "AskForm",
    "ChangeMilestoneForm",
    "ContributionForm",
    "DropMilestoneForm",
    "EvidenceForm",
    "FilterForm",
    "GrantForm",
    "HandOverForm",
    "MeetForm",
    "MilestoneForm",
    "ProgressForm",
    "ReasonForm",
    "TargetForm",
    "TaskForm",
    "TotalsForm",
]
