"""A pytest plugin, loaded before Django's settings: tests talk to a server of their own.

Only the address is set here; the server starts with the first test that needs a database.
"""

import os

from congvu.cli.postgres import APPLICATION, OWNER, test_cluster

if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = test_cluster().url(APPLICATION)
    os.environ["DATABASE_OWNER_URL"] = test_cluster().url(OWNER)


def start_test_server() -> None:
    """Start our test server, unless DATABASE_URL named another before the tests began."""
    cluster = test_cluster()
    if os.environ.get("DATABASE_OWNER_URL") == cluster.url(OWNER):
        cluster.start()
