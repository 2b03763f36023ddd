"""What is asked about a person of concern."""
