from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "congvu.decisions"
    label = "decisions"
