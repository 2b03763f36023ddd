"""What is the same and what is not, a module for each kind: what every room that compares has to agree with."""
