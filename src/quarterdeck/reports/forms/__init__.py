"""The forms of the draft desk, of Word templates and of intake."""

from quarterdeck.reports.forms.desk import (
    ActForm,
    AgainForm,
    AgainstField,
    AnswerForm,
    AsideForm,
    AskForm,
    DraftForm,
    FillForm,
    MeansForm,
    TemplateForm,
    TextForm,
    WordsForm,
)
from quarterdeck.reports.forms.intake import (
    DifficultyProposalForm,
    DocumentProposalForm,
    FigureProposalForm,
    IntakeForm,
)

__all__ = [
    "ActForm",
    "AgainForm",
    "AgainstField",
    "AnswerForm",
    "AsideForm",
    "AskForm",
    "DifficultyProposalForm",
    "DocumentProposalForm",
    "DraftForm",
    "FigureProposalForm",
    "FillForm",
    "IntakeForm",
    "MeansForm",
    "TemplateForm",
    "TextForm",
    "WordsForm",
]
