"""The pages of difficulties, calls for them and the watch list."""
