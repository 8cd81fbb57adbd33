"""Pure rules of the figures: which row of the log wins, what a table row says, what an import may bring."""
