"""Commands of the room, each in its own module, so that one without a store loads nothing that needs one."""
