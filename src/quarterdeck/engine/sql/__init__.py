"""The plan of a question as SQL: plain steps over small relations, the same wherever they run."""
