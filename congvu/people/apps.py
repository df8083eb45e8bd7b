from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "congvu.people"
    label = "people"
