"""Where a page's script sends a file ahead of its form. Files are handed out by the doors of what they belong to."""

from django.urls import path

from emerald.files.views import sending

urlpatterns = [path("send/", sending.send_file, name="send_file")]
