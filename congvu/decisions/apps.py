from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "congvu.decisions"
    label = "decisions"

    def ready(self) -> None:
        from congvu.decisions.shown import KEPT, OF_PERSON, RAISES, RETIREMENTS
        from congvu.establishment.followers import keeps_papers
        from congvu.people.following import Following, follow_person
        from congvu.people.panels import act_on_raises, act_on_retirement, show_on_dossier

        follow_person(Following("decisions_decisionline", "person_id", unless=("decision_id",)))
        follow_person(Following("decisions_decisionchange", "person_id"))
        keeps_papers(KEPT)
        show_on_dossier(OF_PERSON)
        act_on_raises(RAISES)
        for act in RETIREMENTS:
            act_on_retirement(act)
