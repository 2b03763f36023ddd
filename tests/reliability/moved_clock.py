"""A clock that a test sets while the processes that go by it run. Needs a C compiler, as `test --at` does."""

import os
import struct
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("clock_set.c")


class MovedClock:
    """`environment`: what a process is given that goes by it."""

    def __init__(self, folder):
        self.file, library = folder / "clock", folder / "clock-set.so"
        self.set_ahead(0)
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl"], check=True)
        loaded = [str(library), os.environ.get("LD_PRELOAD", "")]
        self.environment = {"CLOCK_SET_BY": str(self.file), "LD_PRELOAD": " ".join(filter(None, loaded))}

    def set_ahead(self, seconds):
        """In place, so that whoever looks at the file sees it. Negative: set back."""
        with open(self.file, "r+b" if self.file.exists() else "wb") as file:
            file.write(struct.pack("l", seconds))
