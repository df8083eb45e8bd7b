"""`python -m congvu.cli`: the same as the console command."""

import signal

from congvu.cli.main import main

# Asked to end, a command ends as at Ctrl-C: what it holds open is closed.
signal.signal(signal.SIGTERM, signal.default_int_handler)
raise SystemExit(main())
