"""Places on a printed page, for what is put there after printing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """An upright rectangle on a page.

    `page` counts from 0. Lengths are millimetres from the left and the lower edge of the page,
    as PDF measures (1 mm is 72 / 25.4 points).
    """

    page: int
    left_mm: float
    bottom_mm: float
    width_mm: float
    height_mm: float

    @property
    def points(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top in PDF points."""
        right, top = self.left_mm + self.width_mm, self.bottom_mm + self.height_mm
        left, bottom, right, top = (
            length * 72 / 25.4 for length in (self.left_mm, self.bottom_mm, right, top)
        )
        return left, bottom, right, top
