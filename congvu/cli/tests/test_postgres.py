"""The embedded server: several starters, crashes, and the users it may run as.

These tests start real servers in folders of their own.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from congvu.cli import binaries, postgres, testing
from congvu.cli.binaries import DatabaseTrouble
from congvu.cli.postgres import APPLICATION, OWNER, SUPERUSER, Cluster

SMALL = {"shared_buffers": "16MB", "max_connections": "50"}
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path / "pg", settings=SMALL)
    yield made
    made.destroy()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One started server for the tests that leave it as it is."""
    made = Cluster(tmp_path_factory.mktemp("running") / "pg", settings=SMALL).start()
    yield made
    made.destroy()


def ask(cluster: Cluster, query: str, role: str = OWNER) -> object:
    with psycopg.connect(cluster.url(role), autocommit=True) as line:
        answer = line.execute(query)
        row = answer.fetchone() if answer.description else None
        return row and row[0]


def test_a_started_server_answers_and_a_stopped_one_does_not(cluster):
    assert not cluster.is_running()
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1
    cluster.stop()
    assert not cluster.is_running()
    with pytest.raises(psycopg.OperationalError):
        ask(cluster, "SELECT 1")


def test_a_second_start_joins_the_running_server(running):
    first = running.pid()
    again = Cluster(running.name, settings=SMALL).start()
    assert again.pid() == first


def test_rows_survive_a_stop_and_a_new_start(cluster):
    cluster.start()
    ask(cluster, "CREATE TABLE t AS SELECT 7 AS n")
    cluster.stop()
    cluster.start()
    assert ask(cluster, "SELECT n FROM t") == 7


def test_the_application_role_owns_nothing_and_may_make_nothing(running):
    owned = "SELECT count(*) FROM pg_class JOIN pg_roles r ON r.oid = relowner WHERE rolname = '{}'"
    assert ask(running, owned.format(APPLICATION)) == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(running, "CREATE TABLE mine (n int)", APPLICATION)
    rights = "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls FROM pg_roles"
    assert ask(running, f"{rights} WHERE rolname = '{APPLICATION}'") is False


def test_the_owner_may_make_the_extensions_that_the_product_uses(running):
    for name in ("btree_gist", "pg_trgm", "unaccent", "ltree"):
        ask(running, f"CREATE EXTENSION {name}")
    assert ask(running, "SELECT upper('đặng')") == "ĐẶNG"


def test_eight_processes_starting_at_once_get_one_server(cluster, tmp_path):
    code = (
        "from pathlib import Path; from congvu.cli.postgres import Cluster;"
        f"print(Cluster(Path({str(tmp_path / 'pg')!r}), settings={SMALL!r}).start().pid())"
    )
    starters = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(8)
    ]
    answers = {starter.communicate(timeout=60)[0] for starter in starters}
    assert answers == {f"{cluster.pid()}\n".encode()}


def test_a_killed_server_loses_no_acknowledged_row(cluster):
    """Four writers commit rows until the server is killed; what they were told is there after."""
    cluster.start()
    ask(cluster, "CREATE TABLE kept (writer int, n int)")
    acknowledged: list[tuple[int, int]] = []
    enough = threading.Event()

    def write(writer: int) -> None:
        with (
            contextlib.suppress(psycopg.OperationalError),
            psycopg.connect(cluster.url(), autocommit=True) as line,
        ):
            for n in range(1_000_000):
                line.execute("INSERT INTO kept VALUES (%s, %s)", (writer, n))
                acknowledged.append((writer, n))
                if len(acknowledged) > 500:
                    enough.set()

    writers = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in writers:
        thread.start()
    assert enough.wait(30)
    postmaster = cluster.pid()
    os.kill(postmaster, signal.SIGKILL)
    for thread in writers:
        thread.join(30)
    cluster.start()
    assert cluster.pid() != postmaster
    with psycopg.connect(cluster.url()) as line:
        stored = set(line.execute("SELECT writer, n FROM kept").fetchall())
    assert len(acknowledged) > 500
    assert set(acknowledged) <= stored


def test_a_process_that_inherited_the_dead_servers_number_is_not_taken_for_it(cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    assert cluster.pid() is None
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1


def test_data_of_another_version_is_told_in_words(cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(DatabaseTrouble, match=r"made by PostgreSQL 9, and this is \d+"):
        cluster.start()


def test_a_spoiled_test_server_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("CONGVU_HOME", str(tmp_path))
    spoiled = postgres.test_cluster().start()
    monkeypatch.setenv("DATABASE_OWNER_URL", spoiled.url(OWNER))
    try:
        spoiled.stop()
        (spoiled.data / "global" / "pg_control").write_bytes(b"spoiled")
        testing.start_test_server()
        assert ask(spoiled, "SELECT 1") == 1
    finally:
        spoiled.destroy()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's data lies away from its folder")
def test_a_new_checkout_in_the_place_of_an_old_one_gets_data_of_its_own(cluster, tmp_path):
    again = Cluster(tmp_path / "pg")
    assert again.home == cluster.home
    shutil.rmtree(tmp_path / "pg")
    assert Cluster(tmp_path / "pg").home != cluster.home


def test_an_attempt_broken_off_in_the_middle_does_not_hinder_the_next(cluster):
    half = cluster.home / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert ask(cluster.start(), "SELECT 1") == 1


def test_a_long_path_gets_a_short_socket_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "SHARED", tmp_path / ("x" * 90))
    long = Cluster(tmp_path / ("y" * 90) / "pg", settings=SMALL)
    assert len(str(long.sockets / f".s.PGSQL.{postgres.PORT}.lock").encode()) <= 107
    assert long.sockets.parent == Path(tempfile.gettempdir())


def test_a_long_path_still_serves(cluster, monkeypatch):
    monkeypatch.setattr(postgres, "LONGEST_SOCKET", 1)
    far = Cluster(cluster.name, settings=SMALL)
    try:
        assert far.sockets != cluster.sockets
        assert ask(far.start(), "SELECT 1") == 1
    finally:
        far.destroy()


def test_a_link_in_place_of_the_socket_folder_is_refused_and_not_followed(cluster, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    before = elsewhere.stat()
    cluster.home.mkdir(parents=True, exist_ok=True)
    cluster.sockets.symlink_to(elsewhere)
    with pytest.raises(DatabaseTrouble, match="belongs to somebody else"):
        cluster.start()
    cluster.sockets.unlink()
    after = elsewhere.stat()
    assert (after.st_mode, after.st_uid) == (before.st_mode, before.st_uid)


def test_a_socket_folder_that_others_may_enter_is_refused(cluster):
    cluster.home.mkdir(parents=True, exist_ok=True)
    cluster.sockets.mkdir()
    cluster.sockets.chmod(0o755)
    os.chown(cluster.sockets, os.geteuid() or pwd.getpwnam("nobody").pw_uid, -1)
    with pytest.raises(DatabaseTrouble, match="open to others"):
        cluster.start()


def test_a_server_that_cannot_start_says_why(cluster):
    cluster.settings["shared_buffers"] = "nonsense"
    with pytest.raises(DatabaseTrouble, match="nonsense"):
        cluster.start()


def test_a_folder_without_a_server_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(DatabaseTrouble, match=str(tmp_path)):
        binaries.find_binaries()


def test_an_installed_server_stands_in_for_a_missing_package(tmp_path, monkeypatch):
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)
    monkeypatch.setattr(binaries.importlib.util, "find_spec", lambda name: None)
    for version in ("9", "15"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        for program in ("initdb", "pg_ctl"):
            (folder / program).touch()
    assert binaries.find_binaries() == tmp_path / "15" / "bin"
    shutil.rmtree(tmp_path / "9")
    shutil.rmtree(tmp_path / "15")
    with pytest.raises(DatabaseTrouble, match="No PostgreSQL found"):
        binaries.find_binaries()


def test_a_given_address_starts_no_server_of_ours(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/one")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    monkeypatch.setattr(postgres, "product_cluster", None)
    assert postgres.database_urls() == ("postgresql://app@db/one", "postgresql://app@db/one")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db/one")
    assert postgres.database_urls() == ("postgresql://owner@db/one", "postgresql://app@db/one")


def test_the_server_never_runs_as_root(running):
    owner = Path(f"/proc/{running.pid()}").stat().st_uid
    assert owner == (os.geteuid() or pwd.getpwnam("nobody").pw_uid)


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user runs all of this file as itself")
def test_an_ordinary_user_starts_a_server_in_a_folder_of_its_own(monkeypatch):
    nobody = pwd.getpwnam("nobody")
    folder = Path(tempfile.mkdtemp(prefix="congvu-user-"))
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    reachable = binaries.reachable_copy(binaries.find_binaries())
    monkeypatch.setenv("PG_BIN", str(reachable))
    child = os.fork()
    if child == 0:  # another user for good: only a child process can become that
        status = 1
        try:
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
            own = Cluster(folder / "pg", settings=SMALL).start()
            answered = ask(own, "SELECT 1", SUPERUSER) == 1 and own.home == folder / "pg"
            own.destroy()
            status = 0 if answered else 1
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    try:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    finally:
        shutil.rmtree(folder)
