"""Text as it is compared: when two spellings are the same, and when two names may be one."""
