"""Dated parameters: one YAML file a subject, read by `congvu.law.selectors`."""
