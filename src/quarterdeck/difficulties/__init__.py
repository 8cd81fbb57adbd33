"""What units ask for: raised, routed, answered."""
