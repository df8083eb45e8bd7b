"""Rules of the house that no linter knows."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
import yaml
from django.urls import get_resolver

from config.environment import ROOT
from congvu.access.selectors import roles
from congvu.journal.phrases import PHRASES
from congvu.work.choices import Act
from tests.test_matrix import urls

EXCEPTIONS = yaml.safe_load(
    (Path(__file__).parent / "architecture.yaml").read_text(encoding="utf-8")
)
WRITES = {
    "save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip
READERS = ("views", "selectors", "forms", "panels", "tables", "facts", "rules")


def modules(*kinds: str) -> Iterator[tuple[str, Path]]:
    """The modules of every room of these kinds, a kind being a file or a folder of files."""
    for file in sorted((ROOT / "congvu").rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        if "tests" not in parts and parts[1] != "cli" and set(parts[2:3]) & set(kinds):
            yield ".".join(parts).removesuffix(".__init__"), file


def public_functions(file: Path) -> Iterator[ast.FunctionDef]:
    """Commands, and reads that look into a table; not the steps they share."""
    is_split = "commands" in file.parts and file.name != "commands.py"
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        is_atomic = any("atomic" in ast.unparse(line) for line in node.decorator_list)
        if (
            is_atomic
            or ".objects" in ast.unparse(node)
            or (file.stem == "commands" and not is_split)
        ):
            yield node


def names_actor(function: ast.FunctionDef) -> bool:
    return any(argument.arg == "actor" for argument in function.args.kwonlyargs)


def test_every_selector_and_command_names_its_actor():
    allowed = EXCEPTIONS["without_actor"]
    silent = [
        f"{name}.{function.name}"
        for name, file in modules("selectors", "commands")
        for function in public_functions(file)
        if not names_actor(function)
        and name not in allowed
        and f"{name}.{function.name}" not in allowed
    ]
    assert silent == []


def test_no_reason_is_kept_for_what_needs_none():
    known = dict(modules("selectors", "commands"))
    silent = {
        name
        for module, file in known.items()
        for function in public_functions(file)
        if not names_actor(function)
        for name in (module, f"{module}.{function.name}")
    }
    assert sorted(set(EXCEPTIONS["without_actor"]) - silent) == []


def test_rows_are_written_by_commands_only():
    written = [
        f"{name}:{node.lineno} .{node.func.attr}"
        for name, file in modules(*READERS)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and is_write(node)
        and name not in EXCEPTIONS["reads_that_write"]
    ]
    assert written == []


def is_write(call: ast.Call) -> bool:
    """A write to a table: `.update` too when it names columns, as dictionaries' does not."""
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr == "update":
        return bool(call.keywords) and not call.args
    return call.func.attr in WRITES


def test_every_address_says_who_may_open_it():
    open_ended = [
        name
        for name, pattern in urls(get_resolver().url_patterns)
        if not hasattr(pattern.callback, "permissions")
        and not getattr(pattern.callback, "is_public", False)
        and not name.startswith(("account_", "mfa_", "usersessions_"))
    ]
    assert open_ended == []


def codes() -> dict[str, set[str]]:
    """The permission codes of each room that has any."""
    found: dict[str, set[str]] = {}
    for name, _file in modules("permissions"):
        module = importlib.import_module(name)
        for _name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, StrEnum) and kind is not StrEnum:
                found.setdefault(name.split(".")[1], set()).update(kind)
    return found


def test_roles_hold_only_permissions_that_exist():
    known = codes()
    held = {code for permissions in roles().values() for code in permissions}
    lost = {code for code in held if code not in known.get(code.split(".")[0], {code})}
    assert sorted(lost) == []


@pytest.mark.parametrize("room", sorted(codes()))
def test_every_permission_is_held_by_some_role(room):
    held = {code for permissions in roles().values() for code in permissions}
    assert sorted(codes()[room] - held) == []


def test_every_act_of_the_journal_has_its_words():
    named = {
        keyword.value.value
        for name, file in modules("commands", "selectors", "import_run", "jobs")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "act" and isinstance(keyword.value, ast.Constant)
    } | {f"work.{act}" for act in Act}
    assert sorted(named - set(PHRASES)) == []
