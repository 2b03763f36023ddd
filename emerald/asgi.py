"""What an asynchronous web server would call. Emerald's own commands use emerald.wsgi."""

import os

from django.core.asgi import get_asgi_application

from emerald.database.process import Kind, this_is
from emerald.database.standing import refuse_to_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emerald.settings")
this_is(Kind.WEB)

application = get_asgi_application()
refuse_to_start()
