"""What a page shows of a record, as far as its reader may see it."""
