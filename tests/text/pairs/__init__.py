"""One table of what is the same text and what is not, by kind; every room is held to those that concern it."""
