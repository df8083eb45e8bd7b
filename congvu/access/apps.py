from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "congvu.access"
    label = "access"
