"""What an asynchronous web server would call. Emerald's own commands use emerald.wsgi."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emerald.settings")

application = get_asgi_application()
