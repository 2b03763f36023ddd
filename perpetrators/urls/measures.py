"""Addresses of one measure: its steps, conditions and breaches."""

urlpatterns = []
