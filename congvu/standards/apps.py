from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "congvu.standards"
    label = "standards"

    def ready(self) -> None:
        from congvu.people.following import Following, follow_person
        from congvu.people.panels import show_on_dossier
        from congvu.standards.shown import STANDING

        show_on_dossier(STANDING)
        # One answer a criterion and run: the survivor's own stands.
        follow_person(Following("standards_finding", "person_id", unless=("run_id", "criterion")))
