"""What every other part of a case's models stands on, and that itself needs none of them."""
