"""Who may see a case: who works it, whom it is restricted to, and the rights that follow."""
