from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "congvu.journal"
    label = "journal"
