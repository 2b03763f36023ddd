"""Started as a program of its own: Django is set up before anything that needs it is imported."""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module("tests.costs.command").main(sys.argv[1:])
