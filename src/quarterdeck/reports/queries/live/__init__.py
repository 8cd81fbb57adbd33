"""Live references of offices' own templates, answered from the figures of one state of knowledge."""
