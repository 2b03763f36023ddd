"""The pages of a measure."""
