"""The command line: what is called, in which language, and how failures are told."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from congvu.cli import commands, database, db, main, serve, words
from congvu.cli.commands import COMMANDS, Command, find_command
from congvu.cli.postgres import APPLICATION, OWNER, test_cluster

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def vietnamese(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "vi")
    words.catalogue.cache_clear()
    yield
    monkeypatch.undo()
    words.catalogue.cache_clear()


@pytest.fixture
def one_more(monkeypatch):
    def add(command):
        monkeypatch.setattr(commands, "COMMANDS", (*COMMANDS, command))
        monkeypatch.setattr(main, "COMMANDS", (*COMMANDS, command))

    return add


@pytest.fixture
def module(tmp_path, monkeypatch, one_more):
    """A command `paper read` whose module has the given body."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(body):
        (tmp_path / "paper_reader.py").write_text(
            "def add_arguments(parser):\n    parser.add_argument('file')\n"
            f"def run(args):\n    {body}\n"
        )
        sys.modules.pop("paper_reader", None)
        one_more(Command("paper read", "read a paper", "paper_reader"))

    return write


def test_help_lists_every_command(capsys):
    assert main.main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"  {command.name} " in printed for command in COMMANDS)


def test_nothing_typed_lists_every_command(capsys):
    assert main.main([]) == 0
    assert "  serve " in capsys.readouterr().out


def test_help_is_vietnamese_in_a_vietnamese_terminal(vietnamese, capsys):
    main.main(["--help"])
    assert "Các lệnh:" in capsys.readouterr().out


def test_an_unknown_command_is_a_wrong_call(capsys):
    assert main.main(["paint"]) == 2
    assert "There is no command paint." in capsys.readouterr().err


def test_half_a_command_lists_the_commands_that_begin_with_it(module, capsys):
    module("return 0")
    assert main.main(["paper"]) == 2
    printed = capsys.readouterr().err
    assert "paper read" in printed
    assert "serve" not in printed


def test_a_command_of_two_words_gets_what_follows(module, capsys):
    module("print(args.file); return 3")
    assert main.main(["paper", "read", "a.txt"]) == 3
    assert capsys.readouterr().out == "a.txt\n"


def test_a_missing_file_is_told_in_words(module, capsys, tmp_path):
    module("open(args.file)")
    missing = str(tmp_path / "missing.txt")
    assert main.main(["paper", "read", missing]) == 1
    assert capsys.readouterr().err == f"{missing}: No such file or directory\n"


def test_a_refusal_is_told_in_its_own_words(module, capsys):
    module("from congvu.core.errors import DomainError; raise DomainError('Sign it first.')")
    assert main.main(["paper", "read", "x"]) == 1
    assert capsys.readouterr().err == "Sign it first.\n"


def test_a_mistake_of_ours_is_not_hidden(module):
    module("raise KeyError('ours')")
    with pytest.raises(KeyError):
        main.main(["paper", "read", "x"])


def test_an_interrupted_command_says_so_by_its_status(module):
    module("raise KeyboardInterrupt")
    assert main.main(["paper", "read", "x"]) == 130


def test_every_command_names_something_that_exists():
    for command in COMMANDS:
        assert bool(command.module) != bool(command.management)
        found = find_command([*command.words, "--rest"])
        assert found == (command, ["--rest"])
        if command.module:
            __import__(command.module, fromlist=["run"]).run  # noqa: B018 - it is there


def test_no_command_hides_behind_a_shorter_one():
    """The first name that fits is called, so none may be the beginning of a later one."""
    for place, command in enumerate(COMMANDS):
        for later in COMMANDS[place + 1 :]:
            assert later.words[: len(command.words)] != command.words


def test_reading_the_table_of_commands_loads_neither_django_nor_the_database_driver():
    code = "import sys, congvu.cli.main; print({'django', 'psycopg', 'uvicorn'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_a_listener_that_ends_early_brings_no_traceback():
    process = subprocess.Popen(
        [sys.executable, "-m", "congvu.cli", "--help"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()


def test_a_taken_port_is_told_before_the_server_is_loaded(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve.run(arguments_of(serve, ["--port", str(port)])) == 1
    assert str(port) in capsys.readouterr().err


def arguments_of(module, typed):
    import argparse

    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    return parser.parse_args(typed)


def test_a_given_server_is_neither_started_nor_stopped(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@nowhere/one")
    for action in ("start", "stop"):
        assert db.run(arguments_of(db, [action])) == 0
        assert "DATABASE_URL" in capsys.readouterr().out
    assert db.run(arguments_of(db, ["url"])) == 0
    assert capsys.readouterr().out == "postgresql://app@nowhere/one\n"


def test_a_server_that_does_not_answer_is_told_in_words(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://app@/one?host={tmp_path}")
    assert main.main(["serve", "--port", "0"]) == 1
    assert "The database does not answer" in capsys.readouterr().err


@pytest.fixture
def outer(monkeypatch):
    cluster = test_cluster().start()
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, os.environ[name])
    return cluster


def test_a_role_that_owns_tables_is_warned_about(monkeypatch, outer, capsys):
    monkeypatch.setenv("DATABASE_URL", outer.url("postgres"))
    monkeypatch.delenv("DATABASE_OWNER_URL")
    database.connect("application")
    assert "owns tables" in capsys.readouterr().err


def test_a_role_that_owns_nothing_passes_without_a_word(monkeypatch, outer, capsys):
    monkeypatch.setenv("DATABASE_URL", outer.url(APPLICATION))
    monkeypatch.setenv("DATABASE_OWNER_URL", outer.url(OWNER))
    database.connect("application")
    assert capsys.readouterr().err == ""
    assert os.environ["DATABASE_URL"] == outer.url(APPLICATION)
    database.connect("owner")
    assert os.environ["DATABASE_URL"] == outer.url(OWNER)
