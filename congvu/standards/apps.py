from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "congvu.standards"
    label = "standards"

    def ready(self) -> None:
        from congvu.people.panels import show_on_dossier
        from congvu.standards.shown import STANDING

        show_on_dossier(STANDING)
