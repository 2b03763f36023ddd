"""Where Prometheus asks."""

from django.urls import path

from emerald.observability.views import metrics

urlpatterns = [path("", metrics, name="metrics")]
