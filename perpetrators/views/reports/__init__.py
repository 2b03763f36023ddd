"""The register as lists and figures, and finding in it."""
