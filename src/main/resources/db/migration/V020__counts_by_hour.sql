-- Counts that the ledger keeps with everything it writes: each change of a message moves what it counts for. An hour is
-- the one in which the message was accepted (the time of its id), so every count equals the list of those messages.

-- Messages that were accepted before are not counted, whatever becomes of them.
ALTER TABLE feed_head ADD COLUMN counted_since timestamptz NOT NULL DEFAULT now();

-- How many messages show what.
CREATE TABLE message_count (
  hour            timestamptz NOT NULL,
  client          text,
  message_type    text,
  country         text,
  label           text,
  send            text        NOT NULL,
  code            integer     NOT NULL,
  outcome         text        NOT NULL,
  double_delivery boolean     NOT NULL,
  messages        bigint      NOT NULL
);
CREATE UNIQUE INDEX message_count_key
  ON message_count (hour, client, message_type, country, label, send, code, outcome, double_delivery) NULLS NOT DISTINCT;

-- How many messages show what on a channel that TeleSign has reported about.
CREATE TABLE channel_count (
  hour         timestamptz NOT NULL,
  client       text,
  message_type text,
  country      text,
  label        text,
  channel      text        NOT NULL,
  outcome      text        NOT NULL,
  messages     bigint      NOT NULL
);
CREATE UNIQUE INDEX channel_count_key
  ON channel_count (hour, client, message_type, country, label, channel, outcome) NULLS NOT DISTINCT;

-- How many messages arrived on a channel how long after they were accepted, by TeleSign's clock. Bucket n holds times of
-- at least 2^(n/4) ms and less than 2^((n+1)/4) ms, bucket 0 everything shorter too.
CREATE TABLE arrival_count (
  hour         timestamptz NOT NULL,
  client       text,
  message_type text,
  country      text,
  label        text,
  channel      text        NOT NULL,
  bucket       integer     NOT NULL,
  messages     bigint      NOT NULL
);
CREATE UNIQUE INDEX arrival_count_key
  ON arrival_count (hour, client, message_type, country, label, channel, bucket) NULLS NOT DISTINCT;
