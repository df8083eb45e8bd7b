"""Công Vụ: a province's own system for building and steering its public-service staff."""

__version__ = "0.1.0"
