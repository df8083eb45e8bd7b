from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "congvu.standards"
    label = "standards"
