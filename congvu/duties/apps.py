from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "congvu.duties"
    label = "duties"
