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

-- How far both logs have been looked through for what is to be forwarded. What was there before is not forwarded.
CREATE TABLE forwarding (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  seq      bigint NOT NULL, -- of the last event
  position bigint NOT NULL  -- of the last callback
);
INSERT INTO forwarding (seq, position) SELECT seq, 0 FROM feed_head;

-- Who has ever been told something.
CREATE TABLE receiver (
  name    text PRIMARY KEY,
  url     text        NOT NULL,
  told_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON receiver (told_at);

-- What is still to be forwarded: a row for each receiver, gone when it was taken or given up. Of one message only the
-- one with the lowest number is tried.
CREATE TABLE delivery (
  number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  receiver   text        NOT NULL,
  message_id uuid        NOT NULL, -- or the id of the arrival of a callback that concerns none
  seq        bigint      NOT NULL,
  cause      text,                 -- as in event
  url        text        NOT NULL,
  since      timestamptz NOT NULL DEFAULT now(),
  tries      integer     NOT NULL DEFAULT 0,
  next_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON delivery (receiver, next_at, number);
CREATE INDEX ON delivery (receiver, message_id, number);
CREATE INDEX ON delivery (message_id);

-- Every try, kept for a week.
CREATE TABLE attempt (
  number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  receiver   text        NOT NULL,
  message_id uuid        NOT NULL,
  seq        bigint      NOT NULL,
  try        integer     NOT NULL,
  at         timestamptz NOT NULL,
  took_ms    integer     NOT NULL,
  status     integer,              -- null where there was no answer
  trouble    text,                 -- why it does not count; null where it was taken
  next_at    timestamptz           -- of the next try; null where there is none
);
CREATE INDEX ON attempt (receiver, number);
CREATE INDEX ON attempt (message_id, number);
CREATE INDEX ON attempt (at);
