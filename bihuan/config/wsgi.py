"""The entry of the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from bihuan.base import registries, triggers, upload_calls

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
application = get_wsgi_application()
triggers.require(connection)
connection.close()
upload_calls.warm_up(registries.openers)
