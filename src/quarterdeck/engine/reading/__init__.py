"""How figures are read from the log: the one definition that every way of answering follows."""
