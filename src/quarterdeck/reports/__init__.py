"""Our own reports, and drafts read and checked against the figures."""
