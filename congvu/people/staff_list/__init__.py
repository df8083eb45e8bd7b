"""Staff lists as Vietnamese offices keep them, read into checked rows.

The way of a list: `read_sheets` (or `read_pasted`) → `find_table` → `match_columns` →
`check_rows` → the caller stores the good rows and hands back `error_workbook` for the others.
Nothing here touches the database or reads the clock.
"""
