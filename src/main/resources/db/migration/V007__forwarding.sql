-- What one node at a time does for all of them, and until when it may count on being the one.
CREATE TABLE lease (
  name  text PRIMARY KEY,
  node  text        NOT NULL,
  until timestamptz NOT NULL
);

-- What an event came of: the hash of the callback, or "look-up/" and the number of the look-up's first event.
ALTER TABLE event ADD COLUMN cause text;

-- Every callback's place beside the log: what came of it stands up to event seq; position is the order in which the
-- ledger took callbacks. Those that were kept before have none, and are not forwarded.
CREATE SEQUENCE callback_position;
ALTER TABLE callback ADD COLUMN seq bigint;
ALTER TABLE callback ADD COLUMN position bigint;
ALTER TABLE callback ALTER COLUMN position SET DEFAULT nextval('callback_position');
CREATE INDEX ON callback (position);

-- Its caller knows a message by the relay's id, because it was answered before TeleSign's reference was known.
ALTER TABLE message ADD COLUMN id_given boolean NOT NULL DEFAULT false;
