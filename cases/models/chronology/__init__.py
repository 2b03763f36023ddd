"""What happened: the entries, events added by hand, pins, what was taken out again, and packs."""
