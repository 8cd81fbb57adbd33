"""What the room does in the background."""
