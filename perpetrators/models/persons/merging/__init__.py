"""Two records of the same person of concern become one."""
