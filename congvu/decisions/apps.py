from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "congvu.decisions"
    label = "decisions"

    def ready(self) -> None:
        from congvu.people.following import Following, follow_person

        follow_person(Following("decisions_decisionline", "person_id", unless=("decision_id",)))
        follow_person(Following("decisions_decisionchange", "person_id"))
