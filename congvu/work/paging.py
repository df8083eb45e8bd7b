"""Pages of very long lists: counting stops where nobody would leaf any further."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

from congvu.core.pages import PAGE_SIZE

CAP = 5000


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts up to CAP rows and pages through those; a filter leads to the others."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return min(int(rows.order_by()[: CAP + 1].count()), CAP)

    @property
    def is_capped(self) -> bool:
        """Whether there may be more rows than are counted."""
        return self.count == CAP


def page_of(request: Any, rows: Any, size: int = PAGE_SIZE) -> Page[Any]:
    """The page of `rows` the URL asks for; a wrong number gives the nearest page."""
    return CappedPaginator(rows, size).get_page(request.GET.get("page"))
