"""Every committed change of a task is told on the channel `congvu_work`: keys and places only.

One statement tells its rows one by one; one that changes very many says `reload` once. The
channel is heard by web processes, which pass on to a reader what lies in the reader's scope.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("work", "0003_recently_accepted")]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION congvu_tell_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                payload text;
                many CONSTANT int := 100;
            BEGIN
                IF (SELECT count(*) FROM (SELECT FROM after LIMIT many + 1) AS changed) > many THEN
                    PERFORM pg_notify('congvu_work', '{"kind": "reload"}');
                    RETURN NULL;
                END IF;
                IF TG_OP = 'INSERT' THEN
                    FOR payload IN
                        SELECT json_build_object('id', id, 'paths', json_build_array(unit_path::text),
                            'partners', partner_unit_ids, 'people', json_build_array(bearer_person_id))
                        FROM after
                    LOOP
                        PERFORM congvu_tell(payload);
                    END LOOP;
                ELSE
                    FOR payload IN
                        SELECT json_build_object('id', after.id,
                            'paths', json_build_array(after.unit_path::text, before.unit_path::text),
                            'partners', after.partner_unit_ids || before.partner_unit_ids,
                            'people', json_build_array(after.bearer_person_id, before.bearer_person_id))
                        FROM after JOIN before USING (id)
                    LOOP
                        PERFORM congvu_tell(payload);
                    END LOOP;
                END IF;
                RETURN NULL;
            END $$;

            -- A payload holds at most 8,000 bytes; what does not fit makes everybody look again.
            CREATE FUNCTION congvu_tell(payload text) RETURNS void LANGUAGE sql AS $$
                SELECT pg_notify('congvu_work',
                    CASE WHEN octet_length(payload) < 7900 THEN payload ELSE '{"kind": "reload"}' END)
            $$;

            CREATE TRIGGER told_when_given AFTER INSERT ON work_task
                REFERENCING NEW TABLE AS after
                FOR EACH STATEMENT EXECUTE FUNCTION congvu_tell_tasks();
            CREATE TRIGGER told_when_changed AFTER UPDATE ON work_task
                REFERENCING NEW TABLE AS after OLD TABLE AS before
                FOR EACH STATEMENT EXECUTE FUNCTION congvu_tell_tasks();
            """,
            """
            DROP TRIGGER told_when_given ON work_task;
            DROP TRIGGER told_when_changed ON work_task;
            DROP FUNCTION congvu_tell_tasks();
            DROP FUNCTION congvu_tell(text);
            """,
        ),
    ]
