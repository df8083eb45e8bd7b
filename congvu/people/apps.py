from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "congvu.people"
    label = "people"

    def ready(self) -> None:
        from congvu.establishment.followers import goes_along, keeps_papers
        from congvu.establishment.panels import show_on_position, show_on_unit, tell_people
        from congvu.people import position_panels, unit_panels
        from congvu.people.commands.following import ENTRIES, PEOPLE
        from congvu.people.panels import COMPETENCIES, PRINTING, show_on_dossier

        goes_along(PEOPLE)
        keeps_papers(ENTRIES)
        tell_people(unit_panels.PEOPLE)
        for panel in (unit_panels.UNPLACED, unit_panels.POSTS, unit_panels.LIMITS):
            show_on_unit(panel)
        show_on_position(position_panels.HOLDERS)
        show_on_dossier(COMPETENCIES)
        show_on_dossier(PRINTING)
