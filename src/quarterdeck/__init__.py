"""Quarterdeck: the system with which a province steers itself.

`FLOW` names the rooms in the order of the work; a room looks upstream (left) only.
"""

FLOW = (
    "core", "engine", "prose", "papers", "web", "audit", "files", "areas", "people", "notices", "documents", "figures",
    "difficulties", "handbook", "reviews", "tasks", "reports", "cycle", "desk", "config",
)  # fmt: skip
