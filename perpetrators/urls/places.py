"""Addresses of places, connections found, merging, and the network picture."""

urlpatterns = []
