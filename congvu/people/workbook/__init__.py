"""The workbook of whole dossiers: one sheet of people, one for each family of facts.

Its sheets and columns follow `people.families`; `headings.yaml` only gives words. Nothing here
asks the database: what only it knows (units, titles of leaders) comes in with the order.
"""
