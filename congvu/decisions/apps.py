from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "congvu.decisions"
    label = "decisions"

    def ready(self) -> None:
        from congvu.decisions.shown import OF_PERSON, RAISES, RETIREMENTS
        from congvu.people.following import Following, follow_person
        from congvu.people.panels import act_on_raises, act_on_retirement, show_on_dossier

        follow_person(Following("decisions_decisionline", "person_id", unless=("decision_id",)))
        follow_person(Following("decisions_decisionchange", "person_id"))
        show_on_dossier(OF_PERSON)
        act_on_raises(RAISES)
        for act in RETIREMENTS:
            act_on_retirement(act)
