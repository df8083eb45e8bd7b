"""Checks of kinds that need some of their own: one module each, with `check(case)`."""
