"""A pack as it is made: what would be in it, what in it may be somebody else's, and the file."""
