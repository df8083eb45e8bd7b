"""Units as a file that opens in Excel."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from congvu.establishment.choices import UnitKind
from congvu.establishment.selectors.tree import Tree

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_of_tree(tree: Tree) -> bytes:
    """One sheet, a row a unit in official order, indented by its depth."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _SAFE) as book:
        sheet = book.add_worksheet(_("Units"))
        bold = book.add_format({"bold": True, "bottom": 1})
        heads = (_("Code"), _("Name"), _("Kind of unit"), _("Stands below"))
        for column, (heading, width) in enumerate(zip(heads, (16, 60, 24, 48), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        sheet.freeze_panes(1, 2)
        rows = [node for top in tree.below(None) for node in tree.under(top.id)]
        for row, node in enumerate(rows, start=1):
            above = tree.above(node.id)
            indent = "    " * len(above)
            texts = (
                node.code,
                f"{indent}{node.name}",
                str(UnitKind(node.kind).label),
                above[-1].name if above else "",
            )
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)
    return file.getvalue()
