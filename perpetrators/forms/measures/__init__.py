"""What is asked about a measure."""
