"""The part of `python3 -m emerald` that runs inside the environment: servers, children, commands."""
