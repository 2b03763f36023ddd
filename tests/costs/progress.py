"""How far something long has come, on one line that is written over, or a line a step where nobody watches."""

import sys
from time import monotonic

WIDTH = 30
TOO_EARLY = 0.05  # of the whole, to say how long the rest will take


class Progress:
    """`whole`: all that will be done, in the same measure as each step says it."""

    def __init__(self, what, whole, to=sys.stderr):
        self.what, self.whole, self.to = what, whole, to
        self.before, self.weight, self.part, self.doing, self.began = 0, 0, 0, "", monotonic()

    def step(self, doing, weight):
        """The step before is done, and one of this weight begins."""
        self.before, self.weight, self.part, self.doing = self.before + self.weight, weight, 0, doing
        self._tell()

    def done(self, more):
        """So much more of this step."""
        self.part = min(self.weight, self.part + more)
        if self.to.isatty():
            self._tell()

    def finish(self):
        self.step("done", 0)
        if self.to.isatty():
            print(file=self.to)

    def line(self, now):
        """What is shown at the moment `now` of the clock that never goes back."""
        share = min(1.0, (self.before + self.part) / self.whole)
        bar = "#" * round(WIDTH * share)
        return f"{self.what} [{bar:{WIDTH}}] {share:4.0%} {self._left(share, now)}{self.doing}"

    def _left(self, share, now):
        if not TOO_EARLY < share < 1:
            return ""
        seconds = round((now - self.began) * (1 - share) / share)
        return f"{seconds // 60}:{seconds % 60:02} left, "

    def _tell(self):
        line = self.line(monotonic())
        self.to.write(f"\r{line:110.110}" if self.to.isatty() else f"{line}\n")
        self.to.flush()
