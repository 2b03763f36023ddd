"""Places where children are met, taken or harmed, and the plan of each."""
