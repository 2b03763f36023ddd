"""Measures of disruption: made, stepped, broken, ended."""
