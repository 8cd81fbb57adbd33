"""Pages of the room: drafts and papers."""
