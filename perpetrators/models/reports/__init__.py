"""What is read across the register: lists, figures, finding."""
