-- Whoever requests name by callback_url is now known by the origin of that address. What is still to be told goes over to
-- the new names, so that it stays in order with what follows about the same message. Tries keep the name under which they
-- were made: they say what was, are many, and are gone within a week.
CREATE FUNCTION pg_temp.origin(receiver text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
  regexp_replace(substring(receiver FROM '^https?://[^/]+'), '^(http://.*):80$|^(https://.*):443$', '\1\2');

UPDATE delivery SET receiver = pg_temp.origin(receiver) WHERE receiver ~ '^https?://';

CREATE TEMP TABLE old_receiver ON COMMIT DROP AS SELECT name, told_at FROM receiver WHERE name ~ '^https?://';
DELETE FROM receiver WHERE name ~ '^https?://';
-- The address of a receiver is in the configuration, or its name.
ALTER TABLE receiver DROP COLUMN url;
INSERT INTO receiver (name, told_at) SELECT pg_temp.origin(name), max(told_at) FROM old_receiver GROUP BY 1;

-- Which delivery of a receiver has been waiting longest. The two that are gone are as well served by one.
CREATE INDEX ON delivery (receiver, since);
CREATE INDEX ON delivery (message_id, receiver, number);
DROP INDEX delivery_receiver_message_id_number_idx;
DROP INDEX delivery_message_id_idx;
