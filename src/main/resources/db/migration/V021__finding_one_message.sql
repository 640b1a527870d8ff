-- What a person has at hand who looks for one message: the last digits of a number as masks leave them, newest first, and
-- the caller's own reference, which callers may give to any number of messages.
CREATE INDEX ON message ((right(masked_to, 4)), id) WHERE masked_to IS NOT NULL;
CREATE INDEX ON message (external_id, id) WHERE external_id IS NOT NULL;
DROP INDEX message_external_id_idx;
