"""How Emerald talks to PostgreSQL: what each transaction is told before anything is asked of it."""
