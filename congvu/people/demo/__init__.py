"""The invented staff of the demo province, made from a seed, and the list an office would keep."""

from congvu.people.demo.generate import staff_rows
from congvu.people.demo.rows import StaffRow
from congvu.people.demo.workbook import write_staff_list

__all__ = ["StaffRow", "staff_rows", "write_staff_list"]
