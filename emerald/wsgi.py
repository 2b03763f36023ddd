"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from emerald.database.process import Kind, this_is
from emerald.database.standing import refuse_to_start
from emerald.preloading import make_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emerald.settings")
this_is(Kind.WEB)

application = get_wsgi_application()
refuse_to_start()
make_ready()
