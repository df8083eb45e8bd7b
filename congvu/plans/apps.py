from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "congvu.plans"
    label = "plans"
