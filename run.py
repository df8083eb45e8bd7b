#!/usr/bin/env python3
"""The one command of a checkout: python3 run.py setup|demo|test|check|bench|words|lock.

Only the standard library is used here and in `tools`: nothing else is installed yet.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said in words, not by a syntax error
    sys.stderr.write("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ".\n")
    raise SystemExit(2)

from tools.main import main

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
