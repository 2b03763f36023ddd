"""The kinds of measures, one row each: `kinds` has them all."""
