from django.apps import AppConfig


class EstablishmentConfig(AppConfig):
    name = "congvu.establishment"
    label = "establishment"
