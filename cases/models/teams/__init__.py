"""Which team has a case, from when, and how that changes."""
