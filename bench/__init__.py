"""Measurements against the aims of the design.

Each module has `measure()`, which returns one result or a list of them as `bench.judge` makes
them. The module `plan_reading` is called `plan-reading` on the command line.
"""
