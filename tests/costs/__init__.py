"""What each page costs, at two sizes of a council: `python3 -m emerald bench --size national`, and a small version of
it among the tests."""
