"""Addresses of the register as a whole: lists, finding, fast entry and exports."""

urlpatterns = []
