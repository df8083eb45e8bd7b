"""A PostgreSQL server of our own in a folder: started when needed, stopped on command.

Nobody has to be root. PostgreSQL refuses to run as root, so for root it runs as `nobody`, with
its data below /var/lib/congvu, because that user cannot enter root's folders.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from congvu.cli.binaries import (
    SHARED,
    DatabaseTrouble,
    find_binaries,
    reachable_copy,
    server_version,
)
from congvu.cli.words import _

OWNER, APPLICATION, DATABASE = "congvu_owner", "congvu_app", "congvu"
SUPERUSER = "postgres"
PORT = 5432  # only a part of the socket's name: nothing listens on the network
LONGEST_SOCKET = 107 - len(f"/.s.PGSQL.{PORT}.lock")  # bytes the system allows for the folder
START_SECONDS = 60
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "max_connections": "200",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "timezone": "Asia/Ho_Chi_Minh",
    "log_min_duration_statement": "500ms",
}
# Only for rows that nobody will miss: the test databases.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """One server with its data, named by a folder; several processes may start it at once."""

    def __init__(self, home: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.settings = SETTINGS | dict(settings or {})
        self.name = home.absolute()
        key = _number(self.name) if os.geteuid() == 0 else _short_hash(self.name)
        self.home = SHARED / key if os.geteuid() == 0 else self.name
        self.data = self.home / "data"
        self.log = self.home / "postgres.log"
        self.sockets = self.home / "run"
        if len(str(self.sockets).encode()) > LONGEST_SOCKET:
            self.sockets = Path(tempfile.gettempdir()) / f"congvu-{os.geteuid()}-{key}"

    def url(self, role: str = OWNER, database: str = DATABASE) -> str:
        """A connection address; the socket's folder stands in the query, safe from lower-casing."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets))}&port={PORT}"

    def pid(self) -> int | None:
        """The running server's process, or None; a dead one that nobody has reaped is dead."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if _is_server(pid, self.data) else None

    def is_running(self) -> bool:
        if self.pid() is None:
            return False
        with socket.socket(socket.AF_UNIX) as line:
            return line.connect_ex(str(self.sockets / f".s.PGSQL.{PORT}")) == 0

    def start(self) -> "Cluster":
        """Bring the server up with its roles and database, or join the one that runs.

        Raises: DatabaseTrouble with the end of the server's log.
        """
        self.home.mkdir(mode=0o755, parents=True, exist_ok=True)
        with self._lock():  # also where it runs already: it may still be starting
            self._make_socket_folder()
            if not self.data.exists():
                self._initialise()
            if not self.is_running():
                self._check_version()
                self._launch()
            self._prepare()
        return self

    def stop(self) -> None:
        """End all connections and shut down; nothing happens when it does not run."""
        if self.pid() is None:
            return
        with self._lock():
            if self.pid() is not None:
                self._run("pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop")

    def renew(self) -> None:
        """Throw the data away and start with none.

        Raises: DatabaseTrouble
        """
        with self._lock():
            shutil.rmtree(self.data)
        self.start()

    def destroy(self) -> None:
        """Stop and remove everything, data included."""
        self.stop()
        for folder in (self.sockets, self.home, self.name):
            shutil.rmtree(folder, ignore_errors=True)

    def _binaries(self) -> Path:
        found = find_binaries()
        return reachable_copy(found) if os.geteuid() == 0 else found

    def _run(self, program: str, *arguments: object) -> None:
        """Run one of PostgreSQL's programs as its own user, out of reach of Ctrl-C."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        with tempfile.TemporaryFile() as output:  # a pipe would stay open in the server
            process = subprocess.Popen(
                [str(self._binaries() / program), *map(str, arguments)],
                **_server_user(),
                cwd="/",
                env=environment | {"LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                process.wait()
            finally:
                process.wait()  # interrupted too: a server half started could not be stopped
            if process.returncode:
                output.seek(0)
                raise DatabaseTrouble(output.read().decode(errors="replace").strip())

    def _make_socket_folder(self) -> None:
        with contextlib.suppress(FileExistsError):
            self.sockets.mkdir(mode=0o700)
            _give_to_server(self.sockets)
        state = self.sockets.lstat()  # a link that somebody laid is not followed
        if state.st_uid != _server_uid() or not stat.S_ISDIR(state.st_mode):
            message = _("The folder %s belongs to somebody else. Remove it or set CONGVU_HOME.")
            raise DatabaseTrouble(message % self.sockets)
        if stat.S_IMODE(state.st_mode) & 0o077:
            message = _("The folder %s is open to others. Remove it or set CONGVU_HOME.")
            raise DatabaseTrouble(message % self.sockets)

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        with (self.home / ".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _initialise(self) -> None:
        """Make the data folder aside and rename it, so that a broken-off attempt leaves none."""
        locale = ["--locale=C.UTF-8"]
        if server_version(self._binaries()) >= 17:  # independent of the machine's C library
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        aside = self.home / "data.new"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700)
        _give_to_server(aside)
        access = ["--auth-local=trust", "--auth-host=reject", "--username", SUPERUSER]
        self._run("initdb", "-D", aside, *access, "--encoding=UTF8", *locale, "--no-instructions")
        with (aside / "postgresql.conf").open("a") as file:
            file.write("include = 'congvu.conf'\n")
        (self.home / "prepared").unlink(missing_ok=True)
        aside.rename(self.data)

    def _check_version(self) -> None:
        """Refuse programs of another version in words; PostgreSQL says it only in its log."""
        stored = (self.data / "PG_VERSION").read_text().strip()
        version = server_version(self._binaries())
        if stored != str(version):
            text = _(
                "The data in %(folder)s was made by PostgreSQL %(stored)s, and this is %(version)s."
                " Set PG_BIN to the programs of that version, or move the folder away."
            )
            answer = {"folder": self.data, "stored": stored, "version": version}
            raise DatabaseTrouble(text % answer)

    def _launch(self) -> None:
        settings = self.settings | {"unix_socket_directories": f'"{self.sockets}"'}
        with (self.data / "congvu.conf").open("w") as file:
            for name, value in settings.items():
                doubled = value.replace("'", "''")
                file.write(f"{name} = '{doubled}'\n")
        self.log.touch()
        _give_to_server(self.log)
        until = time.monotonic() + START_SECONDS
        while True:
            self._remove_stale_locks()
            try:
                self._run(
                    "pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", START_SECONDS, "start"
                )
            except DatabaseTrouble as trouble:
                # the last processes of a killed server need a moment to leave its memory
                tail = "".join(self.log.read_text(errors="replace").splitlines(True)[-15:])
                if "shared memory block" not in tail or time.monotonic() > until:
                    text = _("The database did not start:\n%s")
                    raise DatabaseTrouble(text % (tail or trouble)) from None
                time.sleep(0.2)
            else:
                return

    def _remove_stale_locks(self) -> None:
        """Remove the lock files of a dead server whose number is still taken.

        PostgreSQL would take an unreaped process, or a stranger who got the number, for a rival.
        Orphaned connections are still noticed by its own check of the shared memory.
        """
        if self.pid() is None:
            for file in (self.data / "postmaster.pid", self.sockets / f".s.PGSQL.{PORT}.lock"):
                file.unlink(missing_ok=True)

    def _prepare(self) -> None:
        """Make the two roles and the database, once in a cluster's life."""
        if (self.home / "prepared").exists():
            return
        import psycopg
        from psycopg.sql import SQL, Identifier

        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as line:
            roles = {row[0] for row in line.execute("SELECT rolname FROM pg_roles")}
            for role, right in ((OWNER, SQL("CREATEDB")), (APPLICATION, SQL("NOCREATEDB"))):
                if role not in roles:
                    line.execute(SQL("CREATE ROLE {} LOGIN {}").format(Identifier(role), right))
            known = line.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if known.fetchone() is None:
                owned = SQL("CREATE DATABASE {} OWNER {}")
                line.execute(owned.format(Identifier(DATABASE), Identifier(OWNER)))
            lend = SQL("GRANT {} TO {}").format(Identifier(APPLICATION), Identifier(OWNER))
            line.execute(lend)  # so that tests and jobs of the owner can act bound by policies
        (self.home / "prepared").touch()


def default_home() -> Path:
    """Where this installation keeps its files: CONGVU_HOME, else `var` of the checkout."""
    named = os.environ.get("CONGVU_HOME")
    return Path(named) if named else Path(__file__).resolve().parents[2] / "var"


def product_cluster() -> Cluster:
    """The server of this installation."""
    return Cluster(default_home() / "pg")


def test_cluster() -> Cluster:
    """The server of this checkout's tests: quick, and careless about power cuts."""
    return Cluster(default_home() / "test-pg", settings=CARELESS)


test_cluster.__test__ = False  # type: ignore[attr-defined]  # pytest would collect it


def database_urls() -> tuple[str, str]:
    """Addresses for the owner (migrations) and for the application, starting our server if needed.

    With DATABASE_URL given, no server of ours is touched and both are that address, unless
    DATABASE_OWNER_URL names the owner's.

    Raises: DatabaseTrouble
    """
    if outer := os.environ.get("DATABASE_URL"):
        return os.environ.get("DATABASE_OWNER_URL") or outer, outer
    cluster = product_cluster().start()
    return cluster.url(OWNER), cluster.url(APPLICATION)


def _short_hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def _number(folder: Path) -> str:
    """The number of root's cluster for `folder`, drawn once and kept in it.

    A new checkout where an old one lay gets a cluster of its own, and a moved one keeps its data.
    """
    file = folder / "number"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        drawn = folder / secrets.token_hex(6)
        drawn.write_text(drawn.name)
        with contextlib.suppress(FileExistsError):  # another process was quicker
            os.link(drawn, file)
        drawn.unlink()
    return file.read_text()


def _server_uid() -> int:
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()


def _server_user() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _give_to_server(path: Path) -> None:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)


def _is_server(pid: int, data: Path) -> bool:
    """Is `pid` a living PostgreSQL on `data`, neither a zombie nor a stranger with its number?"""
    process = Path("/proc") / str(pid)
    if not process.parent.joinpath("self").exists():  # no /proc: macOS
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, 0)
            return True
        return False
    try:
        command = (process / "cmdline").read_bytes()  # empty for a zombie
    except OSError:
        return False
    return os.fsencode(data) in command.split(b"\0")
