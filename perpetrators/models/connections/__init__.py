"""What stands on two records of the register: found, asked about, answered."""
