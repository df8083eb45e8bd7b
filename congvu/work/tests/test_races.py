"""Two people at the same task at the same time, on connections of their own."""

import threading
from collections.abc import Callable

from django.db import connections

from congvu.core.errors import DomainError
from congvu.work import commands
from congvu.work.choices import Act
from congvu.work.models import Task, TaskEvent
from congvu.work.tests import factories as new


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run all `acts` in threads that start together; return results or refusals, by place."""
    start = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            start.wait(10)
            results[place] = act()
        except DomainError as refusal:
            results[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


def test_of_two_who_accept_the_same_task_one_does_and_one_is_told(committed):
    unit = new.office()
    task = new.task_of(unit)
    commands.deliver(actor=new.head_of(unit), task_id=task.pk, on=new.FRIDAY, note="Xong")
    givers = [new.giver_of(unit), new.giver_of(unit)]
    results = at_once(
        *(lambda a=a: commands.accept(actor=a, task_id=task.pk, on=new.FRIDAY) for a in givers)
    )
    assert {type(result) for result in results} == {Task, commands.WrongState}
    assert TaskEvent.objects.filter(act=Act.ACCEPTED).count() == 1


def test_of_two_who_extend_to_the_same_day_one_does_and_one_is_told(committed):
    unit = new.office()
    task = new.task_of(unit, due_on=new.FRIDAY)
    givers = [new.giver_of(unit), new.giver_of(unit)]

    def extend(actor):
        return commands.extend(
            actor=actor, task_id=task.pk, due_on=new.MONDAY, reason="Lùi", today=new.FRIDAY
        )

    results = at_once(*(lambda a=a: extend(a) for a in givers))
    assert {type(result) for result in results} == {Task, commands.SayMore}


def test_two_bulk_acts_on_the_same_tasks_neither_wait_for_ever_nor_do_a_task_twice(committed):
    unit = new.office()
    tasks = [new.task_of(unit).pk for _ in range(5)]
    for pk in tasks:
        commands.deliver(actor=new.head_of(unit), task_id=pk, on=new.FRIDAY, note="Xong")
    givers = [new.giver_of(unit), new.giver_of(unit)]
    orders = [tasks, tasks[::-1]]
    first, second = at_once(
        *(
            lambda a=a, o=o: commands.accept_many(actor=a, task_ids=o, on=new.FRIDAY)
            for a, o in zip(givers, orders, strict=True)
        )
    )
    assert sorted([*first.done, *second.done]) == tasks
    assert TaskEvent.objects.filter(act=Act.ACCEPTED).count() == 5


def test_two_runs_open_a_period_once(committed):
    unit = new.office()
    new.task_of(unit, recurrence=new.MONTHLY)
    givers = [new.giver_of(unit), new.giver_of(unit)]
    results = at_once(
        *(lambda a=a: commands.open_recurrences(actor=a, today=new.FRIDAY) for a in givers)
    )
    assert sorted(len(opened) for opened in results) == [0, 1]
