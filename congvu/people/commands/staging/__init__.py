"""A checked list becomes dossiers, in sets: staging, matching, people, facts.

Everything happens in the caller's transaction, in temporary tables that end with it: either the
whole list is taken or nothing of it. No statement here runs once a person.
"""
