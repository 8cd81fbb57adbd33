"""Who did what, when, as which post and why: an append-only record, one line per act."""
