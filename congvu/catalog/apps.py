from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "congvu.catalog"
    label = "catalog"
