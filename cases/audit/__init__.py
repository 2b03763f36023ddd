"""What a case tells the access log, and what is read off that log and checked against it."""
