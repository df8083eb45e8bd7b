"""Those a decision is about see it once it is issued, with their own line and the paper itself."""

from django.db import migrations

from congvu.core.rls import in_scope

ISSUED = "('issued', 'corrected', 'revoked')"

OWN = f"""
-- Owner's rights, and of nobody but the person of the scope: decisions issued that name the person
-- or changed the dossier (a correction), and what revoked those.
CREATE FUNCTION congvu_own_decisions() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH RECURSIVE own AS (
        SELECT d.id FROM decisions_decision d
        WHERE d.state IN {ISSUED} AND d.id IN (
            SELECT decision_id FROM decisions_decisionline WHERE person_id = congvu_person()
            UNION
            SELECT decision_id FROM decisions_decisionchange WHERE person_id = congvu_person())
        UNION
        SELECT d.id FROM own JOIN decisions_decision d ON d.target_id = own.id
        WHERE d.state IN {ISSUED}
          AND EXISTS (SELECT FROM decisions_decisionline line
                      WHERE line.decision_id = d.id AND line.values ->> 'action' = 'revoke')
    )
    SELECT id FROM own
$$;
-- The signed papers of those decisions, as they were delivered: the latest state alone.
CREATE FUNCTION congvu_own_decision_files() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT paper.file_id FROM decisions_decision d JOIN documents_paper paper ON paper.id = d.paper_id
    WHERE d.id IN (SELECT congvu_own_decisions()) AND paper.file_id IS NOT NULL
$$;
"""

POLICIES = f"""
DROP POLICY in_scope ON decisions_decisionline;
CREATE POLICY in_scope ON decisions_decisionline FOR ALL TO PUBLIC
    USING ({in_scope("decisions")}) WITH CHECK ({in_scope("decisions")});
CREATE POLICY own ON decisions_decisionline FOR SELECT TO PUBLIC
    USING (person_id = (SELECT congvu_person())
           AND decision_id IN (SELECT congvu_own_decisions()));
CREATE POLICY own ON decisions_decision FOR SELECT TO PUBLIC
    USING (id IN (SELECT congvu_own_decisions()));
CREATE POLICY own ON decisions_revision FOR SELECT TO PUBLIC
    USING (file_id IN (SELECT congvu_own_decision_files()));
CREATE POLICY own_decision ON documents_storedfile FOR SELECT TO PUBLIC
    USING (id IN (SELECT congvu_own_decision_files()));
"""

BACK = f"""
DROP POLICY own_decision ON documents_storedfile;
DROP POLICY own ON decisions_revision;
DROP POLICY own ON decisions_decision;
DROP POLICY own ON decisions_decisionline;
DROP POLICY in_scope ON decisions_decisionline;
CREATE POLICY in_scope ON decisions_decisionline FOR ALL TO PUBLIC
    USING (({in_scope("decisions")}) OR (person_id = (SELECT congvu_person())))
    WITH CHECK (({in_scope("decisions")}) OR (person_id = (SELECT congvu_person())));
DROP FUNCTION congvu_own_decision_files();
DROP FUNCTION congvu_own_decisions();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0004_signatures_are_judged_when_read"),
        ("documents", "0005_named_papers"),
        ("people", "0010_entries_and_proposals_in_scope"),
    ]

    operations = [migrations.RunSQL(OWN + POLICIES, BACK)]
