from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "congvu.people"
    label = "people"

    def ready(self) -> None:
        from congvu.establishment.followers import goes_along
        from congvu.people.commands.following import PEOPLE

        goes_along(PEOPLE)
