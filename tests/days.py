"""Days that move with the day of the run: a parametrised test is written down before it runs, maybe the day before."""


class Later:
    """A value of `pytest.mark.parametrize`, also deep inside it, that is worked out as its test begins."""

    def __init__(self, work_out):
        self.work_out = work_out


def worked_out(value):
    """`value` with each `Later` in it worked out."""
    if isinstance(value, Later):
        return value.work_out()
    if type(value) is dict:
        return {name: worked_out(each) for name, each in value.items()}
    if type(value) in (list, tuple):
        return type(value)(map(worked_out, value))
    return value
