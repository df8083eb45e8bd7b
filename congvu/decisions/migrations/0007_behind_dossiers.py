"""Who may read a dossier is told which issued decisions stand behind it, whoever issued them."""

from django.db import migrations

ISSUED = "('issued', 'corrected', 'revoked')"
PERSON_IN_SCOPE = "p.unit_path <@ ANY((SELECT congvu_paths('people'))::ltree[])"

ABOUT = f"""
-- Decisions issued that name somebody or changed the dossier (a correction), and what revoked those.
-- As far as the asking role sees: of use inside functions of the owner.
CREATE FUNCTION congvu_issued_about(who uuid) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = public AS $$
    WITH RECURSIVE about AS (
        SELECT d.id FROM decisions_decision d
        WHERE d.state IN {ISSUED} AND d.id IN (
            SELECT decision_id FROM decisions_decisionline WHERE person_id = who
            UNION
            SELECT decision_id FROM decisions_decisionchange WHERE person_id = who)
        UNION
        SELECT d.id FROM about JOIN decisions_decision d ON d.target_id = about.id
        WHERE d.state IN {ISSUED}
          AND EXISTS (SELECT FROM decisions_decisionline line
                      WHERE line.decision_id = d.id AND line.values ->> 'action' = 'revoke')
    )
    SELECT id FROM about
$$;
CREATE OR REPLACE FUNCTION congvu_own_decisions() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$ SELECT congvu_issued_about(congvu_person()) $$;
"""

BEHIND = f"""
-- Whom a decision is about, itself or by the decision it corrects or revokes. As far as the asking
-- role sees: of use inside functions of the owner.
CREATE FUNCTION congvu_people_of_decision(decision bigint) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public AS $$
    WITH RECURSIVE said AS (
        SELECT d.id, d.target_id FROM decisions_decision d WHERE d.id = decision
        UNION
        SELECT d.id, d.target_id FROM said JOIN decisions_decision d ON d.id = said.target_id
    )
    SELECT person_id FROM decisions_decisionline
    WHERE decision_id IN (SELECT id FROM said) AND person_id IS NOT NULL
    UNION
    SELECT person_id FROM decisions_decisionchange WHERE decision_id IN (SELECT id FROM said)
$$;
-- Owner's rights, for who may read the dossier: a decision that changed it is part of it, wherever
-- it was issued (by the province on somebody of a department).
CREATE FUNCTION congvu_decisions_behind(who uuid) RETURNS SETOF decisions_decision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT d.* FROM decisions_decision d
    WHERE EXISTS (SELECT FROM people_person p WHERE p.id = who AND {PERSON_IN_SCOPE})
      AND d.id IN (SELECT congvu_issued_about(who))
$$;
-- One issued decision that is about somebody whose dossier the reader may read.
CREATE FUNCTION congvu_decision_behind(decision bigint) RETURNS SETOF decisions_decision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT d.* FROM decisions_decision d
    WHERE d.id = decision AND d.state IN {ISSUED}
      AND EXISTS (SELECT FROM people_person p
                  WHERE p.id IN (SELECT congvu_people_of_decision(decision)) AND {PERSON_IN_SCOPE})
$$;
-- Of the decisions that correct or revoke one, those of that sort.
CREATE FUNCTION congvu_revisers_behind(decision bigint) RETURNS SETOF decisions_decision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT seen.* FROM decisions_decision d, LATERAL congvu_decision_behind(d.id) seen
    WHERE d.target_id = decision
$$;
-- What it says of those people, and of nobody else.
CREATE FUNCTION congvu_lines_behind(decision bigint) RETURNS SETOF decisions_decisionline
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT line.* FROM decisions_decisionline line JOIN people_person p ON p.id = line.person_id
    WHERE line.decision_id IN (SELECT id FROM congvu_decision_behind(decision)) AND {PERSON_IN_SCOPE}
$$;
-- Its signed paper as delivered, where it is about nobody whose dossier the reader may not read.
CREATE FUNCTION congvu_file_behind(decision bigint) RETURNS SETOF documents_storedfile
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT file.* FROM congvu_decision_behind(decision) d
    JOIN documents_paper paper ON paper.id = d.paper_id
    JOIN documents_storedfile file ON file.id = paper.file_id
    WHERE NOT EXISTS (
        SELECT FROM people_person p
        WHERE p.id IN (SELECT congvu_people_of_decision(decision)) AND NOT {PERSON_IN_SCOPE})
$$;
"""

BACK = f"""
DROP FUNCTION congvu_file_behind(bigint);
DROP FUNCTION congvu_lines_behind(bigint);
DROP FUNCTION congvu_revisers_behind(bigint);
DROP FUNCTION congvu_decision_behind(bigint);
DROP FUNCTION congvu_decisions_behind(uuid);
DROP FUNCTION congvu_people_of_decision(bigint);
CREATE OR REPLACE FUNCTION congvu_own_decisions() RETURNS SETOF bigint
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
DROP FUNCTION congvu_issued_about(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0006_quick_lists"),
        ("people", "0010_entries_and_proposals_in_scope"),
    ]

    operations = [migrations.RunSQL(ABOUT + BEHIND, BACK)]
