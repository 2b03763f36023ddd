"""What the policies of the register ask the database (`perpetrators.row_policies`)."""
