import asyncio
import json
from datetime import date

import pytest
from django.contrib.auth import SESSION_KEY

from congvu.access.choices import Role
from congvu.access.commands import end_grant
from congvu.access.models import Grant
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.establishment.tests.factories import UnitFactory
from congvu.web.hub import KEPT_EVENTS, QUEUE, RELOAD, Hub, Stream
from congvu.web.live import actor_of_session

VIEW = "work.task.view"


def reader(*paths: str, **more: object) -> Actor:
    return Actor(account_id=1, name="", reach={VIEW: paths} if paths else {}, **more)


def notice(task_id: int = 7, paths=("kh.snv",), partners=(), people=(None,)) -> str:
    return json.dumps(
        {"id": task_id, "paths": list(paths), "partners": list(partners), "people": list(people)}
    )


def stream_of(hub: Hub, actor: Actor) -> Stream:
    stream = Stream(actor)
    hub.streams.add(stream)
    return stream


def got(stream: Stream) -> list[bytes]:
    messages = []
    while not stream.queue.empty():
        messages.append(stream.queue.get_nowait())
    return messages


@pytest.mark.parametrize(
    ("actor", "hears"),
    [
        (reader("kh.snv"), True),
        (reader("kh"), True),
        (reader(""), True),
        (reader("kh.snv.vp"), False),
        (reader("kh.snvx"), False),
        (reader(), False),
        (reader("kh.stc", unit_ids=(5,)), True),
        (reader("kh.stc", unit_ids=(6,)), False),
        (reader(person_id="a-b"), True),
        (reader(person_id="c-d"), False),
        (reader(unit_ids=(5,)), False),
    ],
)
def test_a_reader_hears_of_the_own_units_of_partner_tasks_and_of_the_own_work(actor, hears):
    hub = Hub()
    stream = stream_of(hub, actor)
    hub.hear(notice(partners=[5], people=["a-b", None]), 0.0)
    assert bool(got(stream)) is hears


def test_the_unit_a_task_left_hears_of_it_too_and_the_message_holds_nothing_but_the_key():
    hub = Hub()
    left = stream_of(hub, reader("kh.stc"))
    hub.hear(notice(paths=["kh.snv", "kh.stc"]), 0.0)
    (message,) = got(left)
    assert b'data: {"id": 7}\n' in message
    assert b"kh." not in message


def test_a_reader_too_slow_is_told_to_look_again_and_holds_up_nobody():
    hub = Hub()
    slow, quick = stream_of(hub, reader("kh")), stream_of(hub, reader("kh"))
    for task_id in range(QUEUE):
        hub.hear(notice(task_id), 0.0)
    assert len(got(quick)) == QUEUE
    hub.hear(notice(), 0.0)
    assert got(slow) == [RELOAD]
    assert len(got(quick)) == 1


def test_a_change_of_very_many_makes_everybody_look_again():
    hub = Hub()
    stream = stream_of(hub, reader())
    hub.hear('{"kind": "reload"}', 0.0)
    assert got(stream) == [RELOAD]


def missed(hub: Hub, **since: object) -> list[bytes]:
    """What a stream gets that opens now."""

    async def opened() -> list[bytes]:
        hub._task = asyncio.ensure_future(asyncio.Event().wait())  # nobody listens here
        stream = hub.open(reader("kh"), **since)
        hub.close_all()
        return got(stream)[:-1]

    return asyncio.run(opened())


def test_a_stream_that_comes_back_gets_just_what_it_missed():
    hub = Hub()
    for task_id in (1, 2, 3):
        hub.hear(notice(task_id), 0.0)
    hub.hear(notice(4, paths=["other"]), 0.0)
    late = missed(hub, last_id=f"{hub.epoch}-1")
    assert [b'"id": 2' in late[0], b'"id": 3' in late[1], len(late)] == [True, True, 2]
    assert missed(hub, last_id=f"{hub.epoch}-4") == []


def test_a_stream_back_from_another_process_or_from_long_ago_looks_again():
    hub = Hub()
    for task_id in range(KEPT_EVENTS + 2):
        hub.hear(notice(task_id), 0.0)
    assert missed(hub, last_id="other-1") == [RELOAD]
    assert missed(hub, last_id=f"{hub.epoch}-1") == [RELOAD]
    assert missed(hub, last_id="nonsense") == [RELOAD]


def test_a_page_opened_before_the_stream_gets_what_happened_in_between():
    async def opened(age: float) -> list[bytes]:
        hub = Hub()
        now = asyncio.get_running_loop().time()
        hub._task = asyncio.ensure_future(asyncio.Event().wait())
        hub.listening_since = now - 100
        hub.hear(notice(1), now - 50)
        hub.hear(notice(2), now - 1)
        stream = hub.open(reader("kh"), age=age)
        messages = got(stream)
        hub.close_all()
        return messages

    assert [len(asyncio.run(opened(age))) for age in (0.5, 2, 60)] == [0, 1, 2]
    assert asyncio.run(opened(200)) == [RELOAD]


@pytest.mark.django_db
def test_a_stream_is_refused_to_strangers(client):
    assert client.get("/song/viec").status_code == 302


@pytest.mark.django_db
def test_access_ends_with_the_session_the_account_and_the_grant(client):
    unit = UnitFactory()
    account = account_with(Role.HEAD, unit, since=date(2020, 1, 1))
    client.force_login(account)
    key = client.session.session_key
    assert client.session[SESSION_KEY] == str(account.pk)
    assert actor_of_session(key).paths(VIEW) == (unit.path,)
    grant = Grant.objects.get(account=account)
    end_grant(actor=Actor.system("test"), grant_id=grant.pk, last=date(2026, 1, 1))
    assert actor_of_session(key).paths(VIEW) == ()
    account.is_active = False
    account.save()
    assert actor_of_session(key) is None
    account.is_active = True
    account.set_password("mot-mat-khau-khac-2026")
    account.save()
    assert actor_of_session(key) is None
    client.logout()
    assert actor_of_session(key) is None
    assert actor_of_session("khong-co") is None
