"""Decisions are seen where they are issued, where their people serve, and by those they name."""

from django.db import migrations

from congvu.core.rls import append_only, behind_scope

OWN_LINE = """EXISTS (SELECT FROM decisions_decisionline line
                      WHERE line.decision_id = decisions_decision.id
                        AND line.person_id = (SELECT congvu_person()))"""
CHANGE_IN_SCOPE = """EXISTS (SELECT FROM decisions_decisionchange change
                             WHERE change.decision_id = decisions_decision.id)"""
IN_FORCE = "state IN ('issued', 'corrected', 'revoked')"


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0001_initial"),
        ("documents", "0004_revoked_papers"),
        ("people", "0005_whole_dossier_in_scope"),
    ]

    operations = [
        behind_scope("decisions_decision", "decisions"),
        behind_scope(
            "decisions_decisionline", "decisions", also="person_id = (SELECT congvu_person())"
        ),
        behind_scope("decisions_decisionevent", "decisions"),
        append_only("decisions_decisionevent"),
        behind_scope("decisions_decisionchange", "decisions"),
        behind_scope("decisions_numberbook", "decisions"),
        behind_scope("decisions_letterhead", "decisions"),
        behind_scope("decisions_revision", "decisions"),
        append_only("decisions_revision"),
        migrations.RunSQL(
            f"""
            CREATE POLICY about_people_in_scope ON decisions_decision FOR SELECT TO PUBLIC
                USING ({IN_FORCE} AND ({OWN_LINE} OR {CHANGE_IN_SCOPE}));
            -- That a fact rests on a decision is part of the fact; its file stays in scope.
            CREATE POLICY decision_named ON documents_paper FOR SELECT TO PUBLIC
                USING (kind = 'decision' AND (
                    cardinality((SELECT congvu_paths('people'))) > 0
                    OR (SELECT congvu_person()) IS NOT NULL));
            """,
            """
            DROP POLICY decision_named ON documents_paper;
            DROP POLICY about_people_in_scope ON decisions_decision;
            """,
        ),
    ]
