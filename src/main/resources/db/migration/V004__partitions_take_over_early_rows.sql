-- Makes one partition from low to below high, unless it exists, and moves into it what came before it was there: the
-- default partition took those rows, and PostgreSQL refuses a range of which the default partition holds a row.
CREATE FUNCTION make_partition(parent text, part text, key text, low text, high text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name constant text := parent || '_' || part;
BEGIN
  IF to_regclass(name) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name, parent);
  EXECUTE format(
    'WITH moved AS (DELETE FROM %I WHERE %I >= %L AND %I < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
    parent || '_default', key, low, key, high, name);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, name, low, high);
END
$$;

-- Makes the partitions of this month and the next two, and of the next three million events. Safe to call at any
-- time and from several nodes at once; what exists is left alone. A default partition takes what a wrong clock, or a
-- relay that was away for months, brings before its partition is there.
--
-- It locks the head first, as every batch does: no batch is under way while the tables change, and what has to be moved
-- stands still. Whoever reads for long (a dump) must not hold up the batches in turn: then it fails within a second,
-- changes nothing, and the next call tries again.
CREATE OR REPLACE FUNCTION make_partitions() RETURNS void LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
DECLARE
  span  constant bigint := 1000000;
  begun bigint;
  month timestamp; -- UTC
  tbl   text;
BEGIN
  SELECT seq / span INTO begun FROM feed_head FOR UPDATE;
  FOREACH tbl IN ARRAY ARRAY['message', 'recipient', 'content', 'report', 'callback', 'callback_body'] LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I DEFAULT', tbl || '_default', tbl);
    FOR ahead IN 0..2 LOOP
      month := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead);
      PERFORM make_partition(tbl, to_char(month, 'YYYY_MM'), CASE tbl WHEN 'message' THEN 'id' ELSE 'message_id' END,
        uuid_floor(month AT TIME ZONE 'UTC')::text, uuid_floor((month + interval '1 month') AT TIME ZONE 'UTC')::text);
    END LOOP;
  END LOOP;
  CREATE TABLE IF NOT EXISTS event_default PARTITION OF event DEFAULT;
  FOR part IN begun..begun + 2 LOOP
    PERFORM make_partition('event', part::text, 'seq', (part * span)::text, ((part + 1) * span)::text);
  END LOOP;
END
$$;
