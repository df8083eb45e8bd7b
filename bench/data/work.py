"""Invented tasks of the province: a third done, some late, some soon due."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench.data.dossiers import DAY, Office, person_id, words

VERBS = words("Xây dựng|Rà soát|Hoàn thiện|Trình|Tổng hợp|Triển khai|Kiểm tra|Sửa đổi", "|")
OBJECTS = words(
    "đề án vị trí việc làm|kế hoạch bồi dưỡng|báo cáo cải cách hành chính|quy chế làm việc|"
    "dữ liệu hồ sơ cán bộ|quy trình nội bộ|kế hoạch tinh giản biên chế|bộ chỉ số đánh giá",
    "|",
)
STATES = ("given", "in_hand", "delivered", "returned", "accepted")
WEIGHTS = (20, 35, 8, 4, 33)
COLUMNS = (
    *("id", "title", "bearer_unit_id", "bearer_person_id", "bearer_name", "unit_path"),
    *("giver_path", "due_on", "effective_due_on", "deadline_kind", "state", "percent"),
    *("delivered_on", "closed_on", "order", "origin"),
)
EVENTS = ("task_id", "actor_name", "act", "from_state", "to_state")
DONE = ("accepted",)


def task_rows(tasks: int, people: int, offices: list[Office]) -> Iterator[tuple[Any, ...]]:
    """`tasks` tasks spread over people and their offices, always the same."""
    chance = random.Random(1_000_000)  # noqa: S311 - plausible, not secret
    root = offices[0].path.split(".")[0]
    for number in range(tasks):
        bearer = number % people
        office = offices[bearer % len(offices)]
        state = chance.choices(STATES, WEIGHTS)[0]
        due = DAY + timedelta(days=chance.randrange(-60, 200))
        done = due - timedelta(days=chance.randrange(10)) if state in DONE else None
        yield (
            *(number + 1, f"{chance.choice(VERBS)} {chance.choice(OBJECTS)} số {number + 1}"),
            *(office.id, person_id(bearer), f"Người thứ {bearer + 1}", office.path, root),
            *(due, due, "by_date", state, chance.randrange(0, 101, 10)),
            *(done, done, number, "Kế hoạch đo tốc độ"),
        )


def event_rows(tasks: int) -> Iterator[tuple[Any, ...]]:
    """The first line of each task's history."""
    for number in range(tasks):
        yield (number + 1, "Đo tốc độ", "given", "", "given")
