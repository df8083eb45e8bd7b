"""The commands of `congvu`: one line each, added together with what it names.

A command is either a module with `add_arguments(parser)` and `run(args) -> int`, imported only
when it is called, or a Django management command (with leading arguments, where some are fixed).
"""

from dataclasses import dataclass
from typing import Literal

from congvu.core.words import N_

Role = Literal["application", "owner"]


@dataclass(frozen=True)
class Command:
    """One command; `name` may have two words.

    `role` is whom it logs in as at the database, None where it sees to that itself or needs none.
    """

    name: str
    help: str
    module: str = ""
    management: tuple[str, ...] = ()
    role: Role | None = None

    @property
    def words(self) -> list[str]:
        return self.name.split()


READER = "congvu.plans.reader.cli"
COMMANDS = (
    Command("db", N_("start, stop or bring up to date the database"), "congvu.cli.db"),
    Command("serve", N_("run the web server"), "congvu.cli.serve", role="application"),
    Command(
        "worker",
        N_("run the background worker"),
        management=("procrastinate", "worker"),
        role="application",
    ),
    Command(
        "digest",
        N_("tell everybody what waits for them today"),
        "congvu.cli.digest",
        role="application",
    ),
    Command("plans read", N_("read plan papers into tasks, without a database"), READER),
    Command(
        "demo-load",
        N_("load the demo province"),
        "congvu.cli.demo_load",
        role="application",
    ),
    Command(
        "import people",
        N_("take a staff list into dossiers"),
        "congvu.cli.import_people",
        role="application",
    ),
    Command(
        "import dossiers",
        N_("take a workbook of dossiers"),
        "congvu.cli.import_dossiers",
        role="application",
    ),
    Command(
        "export dossiers",
        N_("write the dossiers of a unit as a workbook"),
        "congvu.cli.export_dossiers",
        role="application",
    ),
    Command(
        "screen",
        N_("screen people against the standards"),
        "congvu.standards.cli",
        role="application",
    ),
    Command(
        "check-signature",
        N_("say who signed a PDF and whether it was changed since"),
        "congvu.cli.check_signature",
    ),
    Command("docs", N_("write the documents made from data"), "congvu.standards.docs_cli"),
    Command("manage", N_("run a command of Django's own"), "congvu.cli.manage"),
)


def find_command(arguments: list[str]) -> tuple[Command, list[str]] | None:
    """The command that the first words name, and the arguments after them."""
    for command in COMMANDS:
        length = len(command.words)
        if arguments[:length] == command.words:
            return command, arguments[length:]
    return None
