"""What people are told of: their inbox, digests by mail, and a calendar feed, each in the reader's language."""
