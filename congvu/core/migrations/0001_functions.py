"""Extensions and functions that every table leans on."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    CreateExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
MARKS = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]


def _key_tables() -> tuple[str, str, str]:
    """Letters with every tone, their place in the alphabet, their tone: for translate()."""
    import unicodedata

    letters = places = tones = ""
    for place, base in enumerate(ALPHABET):
        for tone, mark in enumerate(MARKS):
            letter = unicodedata.normalize("NFC", base + mark)
            if len(letter) == 1:
                letters += letter
                places += chr(0x30 + place)
                tones += str(tone)
    return letters, places.replace("'", "''"), tones


LETTERS, PLACES, TONES = _key_tables()

FUNCTIONS = f"""
CREATE FUNCTION vn_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(public.unaccent('public.unaccent'::regdictionary, normalize(t, NFC)));

-- Vietnamese dictionary order as plain C-collated text: letters first, tones second.
CREATE FUNCTION vn_sort_key(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(lower(normalize(t, NFC)), '{LETTERS}', '{PLACES}') || chr(1)
    || translate(lower(normalize(t, NFC)), '{LETTERS}', '{TONES}');

-- People sort by given name (the last word), then by the whole name.
CREATE FUNCTION vn_name_key(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN vn_sort_key(split_part(trim(t), ' ', -1)) || chr(2) || vn_sort_key(trim(t));

-- Whose rows this transaction may show; nothing said, nothing shown.
CREATE FUNCTION congvu_paths(family text) RETURNS ltree[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN COALESCE(NULLIF(current_setting('congvu.paths_' || family, true), '')::ltree[],
                '{{}}'::ltree[]);
CREATE FUNCTION congvu_units() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN COALESCE(NULLIF(current_setting('congvu.units', true), '')::bigint[], '{{}}'::bigint[]);
CREATE FUNCTION congvu_account() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('congvu.account', true), '')::bigint;
CREATE FUNCTION congvu_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('congvu.person', true), '')::uuid;

CREATE FUNCTION congvu_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: rows of this table are never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

-- The application's role owns nothing; what it may touch is granted here, once, for all tables.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'congvu_app') THEN
        CREATE ROLE congvu_app NOLOGIN;
        EXECUTE format('GRANT congvu_app TO %I', current_user);
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO congvu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO congvu_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO congvu_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO congvu_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO congvu_app;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    run_before = [
        ("contenttypes", "0001_initial"),
        ("procrastinate", "0001_initial"),
        ("axes", "0001_initial"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        CreateExtension("ltree"),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
    ]
