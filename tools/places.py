"""Where things lie in a checkout."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CONGVU = VENV / "bin" / "congvu"
TOOLBOX = ROOT / ".uv"
REQUIREMENTS = ROOT / "requirements"
NODE_MODULES = ROOT / "node_modules"
STATIC = ROOT / "congvu" / "web" / "static"
VENDOR = STATIC / "vendor"
PAPER_FONTS = ROOT / "congvu" / "documents" / "printing" / "fonts"
LOCALE = ROOT / "congvu" / "locale"
VAR = Path(os.environ.get("CONGVU_HOME") or ROOT / "var")
