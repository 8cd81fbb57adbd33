"""The derived, columnar form of the log on disk: immutable files by year, named by one manifest."""
