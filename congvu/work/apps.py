from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "congvu.work"
    label = "work"
