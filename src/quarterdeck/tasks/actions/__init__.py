"""Issue tasks and let them happen."""

from quarterdeck.tasks.actions.lifecycle import (
    Order,
    Upload,
    accept_result,
    cancel_task,
    issue_task,
    keep_unclear,
    report_progress,
    return_evidence,
    submit_evidence,
    take_on,
)

__all__ = [
    "Order",
    "Upload",
    "accept_result",
    "cancel_task",
    "issue_task",
    "keep_unclear",
    "report_progress",
    "return_evidence",
    "submit_evidence",
    "take_on",
]
