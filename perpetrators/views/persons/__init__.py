"""The pages of a person of concern."""
