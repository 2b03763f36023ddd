"""Addresses of persons of concern, their links, and the tab of a case."""

urlpatterns = []
