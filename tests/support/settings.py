"""Settings of the tests: an own home, quick password hashes; SQLite unless DATABASE_URL says otherwise."""

import os
import tempfile

os.environ["BIHUAN_MODE"] = "test"
os.environ.setdefault("BIHUAN_HOME", tempfile.mkdtemp(prefix="bihuan-test-"))
os.environ.setdefault("BIHUAN_SECRET_KEY", "a key of the tests, which guards nothing")

from bihuan.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
if SQLITE:  # noqa: F405
    # Named, because pytest-xdist takes only Django's own engine to be one of memory.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
