"""What `run.py` does: standard library only, except the modules that say otherwise."""
