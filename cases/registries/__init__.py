"""Where rooms further out join in with what they know; the case does not know them."""
