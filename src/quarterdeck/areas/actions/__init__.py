"""Write units and events."""
