"""Addresses of the register. Each record has a reference of its own; only the tab of a case goes through the case.

The register has no policies of its rows (`cases.row_policies.OPEN_ROOMS`), and asks of children what its readers may
not open: counts them, compares with them, tells their chronologies. So its pages work in an act that sees every row,
and what of it is shown is decided by the scope and `visible_to` alone.
"""

from emerald.database.identity import acting_as_emerald
from perpetrators import references  # noqa: F401  registers the converters `person`, `place` and `measure`
from perpetrators.urls import measures, persons, places, register

urlpatterns = [*register.urlpatterns, *persons.urlpatterns, *places.urlpatterns, *measures.urlpatterns]
for _address in urlpatterns:
    _address.callback = acting_as_emerald("register")(_address.callback)
