"""Issue tasks and let them happen."""

from quarterdeck.tasks.actions.extending import ask_extension, decide_extension
from quarterdeck.tasks.actions.lifecycle import (
    Upload,
    accept_result,
    cancel_task,
    decline_task,
    issue_task,
    keep_unclear,
    keep_with_lead,
    report_progress,
    return_evidence,
    submit_evidence,
    take_on,
)
from quarterdeck.tasks.queries.clarity import Order

__all__ = [
    "Order",
    "Upload",
    "accept_result",
    "ask_extension",
    "cancel_task",
    "decide_extension",
    "decline_task",
    "issue_task",
    "keep_unclear",
    "keep_with_lead",
    "report_progress",
    "return_evidence",
    "submit_evidence",
    "take_on",
]
