"""What joins a person of concern to children, to each other and to places."""
