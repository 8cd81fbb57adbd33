"""Administrative units and the days on which they existed."""
