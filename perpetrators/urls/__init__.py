"""Addresses of the register. Each record has a reference of its own; only the tab of a case goes through the case."""

from perpetrators import references  # noqa: F401  registers the converters `person`, `place` and `measure`
from perpetrators.urls import measures, persons, places, register

urlpatterns = [*register.urlpatterns, *persons.urlpatterns, *places.urlpatterns, *measures.urlpatterns]
