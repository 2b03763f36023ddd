"""By what a person of concern or a place is known and found again."""
