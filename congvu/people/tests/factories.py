"""People and their facts for tests."""

import struct
import zlib
from datetime import date

import factory

from congvu.core.periods import from_day
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import Person, Posting


class PaperFactory(factory.django.DjangoModelFactory):
    """A signed decision."""

    class Meta:
        model = Paper

    kind = PaperKind.DECISION
    title = factory.Sequence(lambda n: f"Quyết định {n}")
    signed_on = date(2024, 1, 1)
    unit_path = "kh"


class PersonFactory(factory.django.DjangoModelFactory):
    """Someone in service in a unit of one's own."""

    class Meta:
        model = Person

    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Thử {n}")
    unit = factory.SubFactory(UnitFactory)
    unit_path = factory.LazyAttribute(lambda person: person.unit.path)
    basis = factory.SubFactory(PaperFactory)


class PostingFactory(factory.django.DjangoModelFactory):
    """A main post held since 2024."""

    class Meta:
        model = Posting

    person = factory.SubFactory(PersonFactory)
    unit = factory.LazyAttribute(lambda posting: posting.person.unit)
    title = "Chuyên viên"
    valid = from_day(date(2024, 1, 1))
    basis = factory.LazyAttribute(lambda posting: posting.person.basis)
    unit_path = factory.LazyAttribute(lambda posting: posting.person.unit_path)


def portrait(width: int = 240, height: int = 360) -> bytes:
    """A grey PNG of that size."""

    def piece(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + piece(b"IHDR", head) + piece(b"IDAT", rows) + piece(b"IEND", b"")
