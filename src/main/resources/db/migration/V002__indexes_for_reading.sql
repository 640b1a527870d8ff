-- What the read side asks for by value, newest first. Filters without an index of their own (channel, message type,
-- country) walk the messages from the newest; where hardly any match, a time range keeps that short.

CREATE INDEX ON message (code, id);
CREATE INDEX ON message (label, id) WHERE label IS NOT NULL;

-- Rare by nature, so these stay small and cost the ledger next to nothing.
CREATE INDEX ON message (id) WHERE double_delivery;
CREATE INDEX ON message (id) WHERE send = 'refused';
CREATE INDEX ON message (reference_id) WHERE reference_taken;
CREATE INDEX ON message (alias_of) WHERE alias_of IS NOT NULL;
CREATE INDEX ON callback (verdict, received_at) WHERE verdict <> 'status';
