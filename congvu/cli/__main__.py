"""`python -m congvu.cli`: the same as the console command."""

from congvu.cli.main import main

raise SystemExit(main())
