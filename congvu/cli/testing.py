"""A pytest plugin, loaded before Django's settings: tests talk to a server of their own.

Only the address is set here; the server starts with the first test that needs a database.
"""

import fcntl
import os

from congvu.cli.binaries import DatabaseTrouble
from congvu.cli.postgres import APPLICATION, OWNER, default_home, test_cluster

if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = test_cluster().url(APPLICATION)
    os.environ["DATABASE_OWNER_URL"] = test_cluster().url(OWNER)


def start_test_server() -> None:
    """Start our test server, unless DATABASE_URL named another before the tests began.

    It does not write safely, so a power cut may spoil it, and another PostgreSQL may have made
    it; then it is made anew, by one process of several.
    """
    cluster = test_cluster()
    if os.environ.get("DATABASE_OWNER_URL") != cluster.url(OWNER):
        return
    with (default_home() / "test-pg.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            cluster.start()
        except DatabaseTrouble:
            cluster.renew()
