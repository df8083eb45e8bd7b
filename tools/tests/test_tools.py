"""What run.py rests on: fallbacks, texts, icons and running programs."""

import signal
import socket
import sys
import threading

import pytest

from tools import assets, browser, catalogue, check, demo, environment, steps, words
from tools.steps import Trouble


def test_python_without_venv_and_pip_is_told_the_line_to_type(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "TOOLBOX", tmp_path / "none")
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(environment.shutil, "which", lambda name: None)
    with pytest.raises(Trouble, match="apt install python3-venv") as caught:
        environment.find_uv()
    assert caught.value.status == 2


def test_the_installer_of_the_machine_stands_in_where_python_has_neither(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "TOOLBOX", tmp_path / "none")
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(environment.shutil, "which", lambda name: "/usr/bin/uv")
    assert str(environment.find_uv()) == "/usr/bin/uv"


def test_an_environment_for_tests_is_enough_for_the_product(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "READY", tmp_path / "ready")
    assert not environment.is_ready("base")
    environment.READY.write_text(environment._wanted("test"))
    assert environment.is_ready("base")
    assert environment.is_ready("test")
    environment.READY.write_text(environment._wanted("base"))
    assert not environment.is_ready("test")


def test_a_failed_program_is_told_with_the_end_of_what_it_said():
    with pytest.raises(Trouble, match=r"It broke\.\nlast words"):
        steps.must([sys.executable, "-c", "raise SystemExit('last words')"], "It broke.")


def test_a_program_that_is_not_there_is_a_failure_and_no_crash(tmp_path):
    status, output = steps.run([tmp_path / "nothing"], capture=True)
    assert status == steps.NOT_THERE
    assert "nothing" in output


def test_a_program_that_ignores_being_asked_is_ended_all_the_same(monkeypatch):
    code = (
        "import signal, sys\n"
        "for n in (signal.SIGINT, signal.SIGTERM): signal.signal(n, signal.SIG_IGN)\n"
        "print('deaf', flush=True)\nwhile True: signal.pause()\n"
    )
    process = steps.spawn([sys.executable, "-c", code], stdout=steps.subprocess.PIPE)
    assert process.stdout.readline() == "deaf\n"
    monkeypatch.setattr(steps, "PATIENCE", 0.1)
    steps.end(process)
    assert process.returncode == -signal.SIGKILL
    process.stdout.close()


def test_a_signal_while_a_program_starts_does_not_lose_the_program(monkeypatch):
    start = steps.subprocess.Popen

    def interrupted(*command, **options):
        process = start(*command, **options)
        signal.raise_signal(signal.SIGINT)
        return process

    monkeypatch.setattr(steps, "_started", [])
    monkeypatch.setattr(steps.subprocess, "Popen", interrupted)
    with pytest.raises(KeyboardInterrupt):
        steps.spawn([sys.executable, "-c", "import signal; signal.pause()"])
    (process,) = steps._started
    assert process.poll() is None
    steps.end_all()
    assert process.returncode == -signal.SIGTERM
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_taken_port_is_refused_with_another_to_take():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Trouble, match=f"Port {port} .* --port 8000"):
            demo._check_port(port)
    demo._check_port(port)


def test_a_port_that_cannot_exist_is_refused():
    with pytest.raises(Trouble, match="Port 70000"):
        demo._check_port(70000)


def test_a_second_demo_learns_where_the_first_one_is(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "VAR", tmp_path)
    held = demo._claim(8123)
    with pytest.raises(Trouble, match=r"http://127\.0\.0\.1:8123/"):
        demo._claim(8124)
    held.close()
    demo._claim(8124).close()


class Presses:
    def __init__(self, count):
        self.count = count
        self.asked = threading.Event()


def test_a_second_press_ends_a_deaf_program_at_once():
    code = (
        "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('deaf', flush=True)\nwhile True: signal.pause()\n"
    )
    child = steps.spawn([sys.executable, "-c", code], stdout=steps.subprocess.PIPE)
    assert child.stdout.readline() == "deaf\n"
    demo._stop([child], Presses(2))
    assert child.returncode == -signal.SIGKILL
    child.stdout.close()


def test_run_py_speaks_vietnamese_from_the_source_of_the_catalogue(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "vi")
    words._catalogue.cache_clear()
    try:
        assert words._("All checks pass.") == "Đạt tất cả các mục kiểm tra."
        assert words._("never written") == "never written"
    finally:
        monkeypatch.undo()
        words._catalogue.cache_clear()


def test_of_an_entry_doubled_by_a_merge_the_filled_one_counts(tmp_path):
    file = tmp_path / "django.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    file.write_text(f'{head}\nmsgid "Save"\nmsgstr ""\n\nmsgid "Save"\nmsgstr "Lưu"\n')
    known = catalogue.read(file)
    assert known["Save"].string == "Lưu"
    assert list(catalogue.lacking(known)) == []


def test_messages_of_templates_and_of_code_are_found():
    found = catalogue.messages()
    assert "Skip to the content" in found  # in a template
    assert "run the web server" in found  # marked without Django


def test_an_icon_that_does_not_exist_is_named(tmp_path, monkeypatch):
    icons = tmp_path / "@tabler" / "icons" / "icons" / "outline"
    icons.mkdir(parents=True)
    (icons / "home.svg").write_text('<!-- home --><svg width="24">\n  <path d="M5 12" />\n</svg>')
    monkeypatch.setattr(assets, "NODE_MODULES", tmp_path)
    assert '<symbol id="home"' in assets.sprite(["home"])
    assert '<path d="M5 12" />' in assets.sprite(["home"])
    with pytest.raises(Trouble, match="hoem"):
        assets.sprite(["home", "hoem"])


def test_the_typeface_of_papers_is_laid_whole_also_after_a_copy_that_broke_off(
    tmp_path, monkeypatch
):
    package = tmp_path / "modules" / "@expo-google-fonts" / "tinos"
    (package / "400Regular").mkdir(parents=True)
    (package / "400Regular" / "Tinos_400Regular.ttf").write_bytes(b"the whole face")
    (package / "400Regular" / "Tinos_400Regular.ttf.png").write_bytes(b"a picture")
    (package / "LICENSE_FONT").write_text("OFL")
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "Tinos_400Regular.ttf").write_bytes(b"the wh")
    monkeypatch.setattr(assets, "NODE_MODULES", tmp_path / "modules")
    monkeypatch.setattr(assets, "PAPER_FONTS", fonts)
    assets._collect_paper_font()
    assert {file.name for file in fonts.iterdir()} == {"Tinos_400Regular.ttf", "LICENSE_FONT"}
    assert (fonts / "Tinos_400Regular.ttf").read_bytes() == b"the whole face"


def test_a_named_browser_that_is_not_there_is_refused(monkeypatch):
    monkeypatch.setenv("CHROME", "/nowhere/chrome")
    with pytest.raises(Trouble, match="/nowhere/chrome"):
        browser.find_browser()


def test_a_machine_where_no_browser_can_be_had_is_told_the_line_to_type(monkeypatch, tmp_path):
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setattr(browser, "OWN", tmp_path)
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.setattr(browser.platform, "machine", lambda: "riscv64")
    with pytest.raises(Trouble, match="sudo apt install chromium"):
        browser.find_browser()


@pytest.mark.parametrize(
    ("name", "text", "fails"),
    [
        ("requirements/base.lock", "django==5\n", False),
        ("requirements/base.lock", "--index-url https://mirror.example/simple\n", True),
        ("package-lock.json", '{"resolved": "https://mirror.example/x.tgz"}', True),
        ("docs/a.md", "see https://www.example.org/licence", False),
        ("docs/a.md", "see https://registry." + "npmjs" + ".example/x", True),
        ("docs/a.md", "lies in /ho" + "me/hoa/congvu", True),
        ("docs/a.md", "served at /cong-viec/giao", False),
        ("docs/a.md", "lies in {around}/notes", True),
    ],
)
def test_addresses_and_folders_of_one_machine_are_found(tmp_path, name, text, fails):
    root = tmp_path / "checkout"
    around = tmp_path / "neighbour"
    around.mkdir()
    file = root / name
    file.parent.mkdir(parents=True)
    file.write_text(text.replace("{around}", str(around)))
    for command in (["git", "init", "-q"], ["git", "add", "."]):
        assert steps.run(command, cwd=root)[0] == 0
    status, found = check._places(root)
    assert bool(status) is fails
    assert (name in found) is fails
