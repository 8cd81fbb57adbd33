"""Issue tasks and let them happen."""

from quarterdeck.tasks.actions.contributing import finish_part, state_part
from quarterdeck.tasks.actions.extending import ask_extension, decide_extension
from quarterdeck.tasks.actions.handing_over import hand_over
from quarterdeck.tasks.actions.issuing import issue_group, issue_task, keep_unclear
from quarterdeck.tasks.actions.lifecycle import (
    Upload,
    accept_result,
    cancel_task,
    decline_task,
    keep_with_lead,
    return_evidence,
    submit_evidence,
    take_on,
)
from quarterdeck.tasks.actions.measuring import bind_target
from quarterdeck.tasks.actions.milestones import change_milestone, drop_milestone, meet_milestone, plan_milestone
from quarterdeck.tasks.actions.progress import report_progress
from quarterdeck.tasks.actions.splitting import split_task
from quarterdeck.tasks.queries.drafting import Order, Part, Step

__all__ = [
    "Order",
    "Part",
    "Step",
    "Upload",
    "accept_result",
    "ask_extension",
    "bind_target",
    "cancel_task",
    "change_milestone",
    "decide_extension",
    "decline_task",
    "drop_milestone",
    "finish_part",
    "hand_over",
    "issue_group",
    "issue_task",
    "keep_unclear",
    "keep_with_lead",
    "meet_milestone",
    "plan_milestone",
    "report_progress",
    "return_evidence",
    "split_task",
    "state_part",
    "submit_evidence",
    "take_on",
]
