"""What the tests of the whole house must be told of a record: a module for each, in place of a line here and there.

PAGES: who may open each of its pages, and FIELDS: who reads each of its fields. They are kept apart from the record's
own code on purpose, so that they can contradict it. `of_everything(case, by=)` makes one on a case and returns the keys
that the addresses of its pages are made of.
"""

from importlib import import_module
from pkgutil import iter_modules


def records():
    return [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
