"""Whether what stands of a measure is its interim order, and whether the order in full was decided."""

from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.states import PENDING, STILL_INTERIM, State


class Interim(OfMeasure):
    class Meta:
        abstract = True

    @property
    def is_interim(self) -> bool:
        """Of a measure that was made: that what stands of it, or stood last, is its interim order, also where that was
        varied, was broken or ran out. It can still be made in full. One query at most."""
        if self.state not in (*STILL_INTERIM, State.EXPIRED):
            return bool(self.state == State.INTERIM)
        return {period.interim for period in self.periods.all()} == {True}

    def why_not_decided(self, words: str) -> list[str]:
        """The sentence where the order in full stands or stood already, and so is neither made nor refused again."""
        if self.state in (*PENDING, State.INTERIM) or self.is_interim:
            return []
        if self.state == State.EXPIRED:
            return ["This measure has expired. Record the new one."]
        return [f"This measure is “{self.state_in_words}”: it cannot be {words} now."]
