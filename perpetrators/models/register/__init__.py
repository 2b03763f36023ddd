"""What every record of the register rests on: who sees it, its number, its lock, and how details are compared."""
