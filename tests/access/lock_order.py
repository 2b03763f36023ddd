"""In which order one transaction takes what others must wait for, read from its statements."""

import re
from contextlib import contextmanager

from django.db import connection

from cases.models.access import locks

ROWS = ("FOR UPDATE", "FOR NO KEY UPDATE")
WRITES = ("INSERT ", "UPDATE ", "DELETE ")


class LockOrder:
    """What `recorded()` saw; `faults` are sentences, `rows` the tables of which rows were locked, in order."""

    def __init__(self):
        self.shares, self.alone, self.children, self.faults = False, False, set(), []
        self.rows, self._wrote = [], ""

    @contextmanager
    def recorded(self):
        with connection.execute_wrapper(self):
            yield self

    def __call__(self, execute, sql, params, many, context):
        if sql == locks._SHARE:
            self._share()
        elif sql == locks._ALONE:
            self._hold_everybody()
        elif sql == locks._CHILDREN:
            self._hold(set(params[-1]))
        elif any(words in sql for words in ROWS):
            self._wrote = self._wrote or sql
            self.rows += re.findall(r'FROM "(\w+)"', sql)[:1]
        elif sql.startswith(WRITES):
            self._wrote = self._wrote or sql
        return execute(sql, params, many, context)

    def _share(self):
        if self._wrote and not (self.shares or self.alone):
            self.faults.append(f"A row was locked before the share of everybody's lock: {self._wrote[:300]}")
        self.shares = True

    def _hold_everybody(self):
        if self.shares and not self.alone:
            self.faults.append("Everybody's lock was shared, and then wanted alone.")
        self.alone = True

    def _hold(self, children):
        self._share()
        new = children - self.children
        if not self.alone and new and self.children and min(new) < max(self.children):
            self.faults.append(f"The children {sorted(new)} were held after {sorted(self.children)}.")
        self.children |= children
