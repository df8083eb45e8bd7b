from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "congvu.work"
    label = "work"

    def ready(self) -> None:
        from congvu.people.following import Following, follow_person

        follow_person(Following("work_task", "bearer_person_id"))
        # Who bore a task before is the task's own history.
        follow_person(Following("work_taskevent", "person_before_id", follows=False))
