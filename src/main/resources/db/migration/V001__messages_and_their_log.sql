-- The ledger's tables. All rows of a message are keyed by its UUIDv7 and partitioned by it, so by time; events are
-- partitioned by their number. Numbers, addresses, texts and raw bodies live apart (recipient, content,
-- callback_body), so that they can be erased without touching the history.

-- One row that every batch locks first: it gives events their numbers and batches their order on all nodes.
CREATE TABLE feed_head (
  only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  seq               bigint  NOT NULL,
  epoch             text    NOT NULL,
  system_identifier bigint  NOT NULL,
  timeline          integer NOT NULL
);
-- The first ledger to connect finds another cluster than 0 and begins the first epoch.
INSERT INTO feed_head (seq, epoch, system_identifier, timeline) VALUES (0, '', 0, 0);

-- What a database remembers of its first start.
CREATE TABLE installation (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  mode       text        NOT NULL CHECK (mode IN ('sandbox', 'production')),
  number_key bytea       NOT NULL, -- keys the hash by which numbers are found
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE message (
  id                  uuid PRIMARY KEY,
  accepted_at         timestamptz NOT NULL,
  changed_at          timestamptz NOT NULL,
  seq                 bigint      NOT NULL, -- of its last event
  client              text,
  external_id         text,
  masked_to           text,
  number_hash         text,
  message_type        text,
  sent_here           boolean     NOT NULL,
  channels            text[]      NOT NULL, -- planned, in order
  fallback_seconds    integer[]   NOT NULL,
  label               text,
  country             text,
  sender              text,
  callback_url        text,
  send                text        NOT NULL,
  attempt             integer     NOT NULL,
  node                text,
  began_at            timestamptz,          -- of the last call
  reference_id        text,
  reference_taken     boolean     NOT NULL,
  refusal_code        integer,
  refusal_description text,
  refusal_outcome     text,
  refusal_finality    text,
  refusal_http_status integer,
  refusal_retryable   boolean,
  alias_of            uuid,
  -- the shown status, kept for lists and filters
  code                integer     NOT NULL,
  description         text        NOT NULL,
  outcome             text        NOT NULL,
  final               boolean     NOT NULL,
  updated_on          timestamptz,
  double_delivery     boolean     NOT NULL
) PARTITION BY RANGE (id);
CREATE INDEX ON message (client, id);
CREATE INDEX ON message (external_id);
CREATE INDEX ON message (number_hash, id);
CREATE INDEX ON message (outcome, id);
CREATE INDEX ON message (send, id) WHERE send IN ('accepted', 'sending', 'unknown');

CREATE TABLE recipient (
  message_id   uuid PRIMARY KEY,
  phone_number text,
  email        text
) PARTITION BY RANGE (message_id);

CREATE TABLE content (
  message_id uuid PRIMARY KEY,
  body       text NOT NULL -- the request as the caller sent it
) PARTITION BY RANGE (message_id);

CREATE TABLE report (
  message_id          uuid        NOT NULL,
  channel             text        NOT NULL, -- empty for the message as a whole
  code                integer     NOT NULL,
  reference_id        text        NOT NULL, -- the channel's; empty where absent
  updated_on_identity text        NOT NULL, -- the instant, or the text where it cannot be read
  last_channel        text        NOT NULL,
  description         text        NOT NULL,
  outcome             text        NOT NULL,
  finality            text        NOT NULL,
  updated_on          timestamptz,
  updated_on_text     text        NOT NULL,
  source              text        NOT NULL,
  late                boolean     NOT NULL,
  arrived_at          timestamptz NOT NULL,
  position            integer     NOT NULL, -- among the reports of its batch
  PRIMARY KEY (message_id, channel, code, reference_id, updated_on_identity, last_channel)
) PARTITION BY RANGE (message_id);

-- Every callback that was kept. One that concerns no message stands under the id of its arrival.
CREATE TABLE callback (
  message_id  uuid        NOT NULL,
  hash        text        NOT NULL,
  received_at timestamptz NOT NULL,
  concerns    boolean     NOT NULL,
  verdict     text        NOT NULL,
  detail      text        NOT NULL,
  method      text        NOT NULL,
  key_id      text        NOT NULL,
  PRIMARY KEY (message_id, hash)
) PARTITION BY RANGE (message_id);
CREATE INDEX ON callback (hash);
CREATE INDEX ON callback (received_at);

CREATE TABLE callback_body (
  message_id         uuid  NOT NULL,
  hash               text  NOT NULL,
  body               bytea NOT NULL,
  authorization_header      text,
  x_ts_authorization_header text,
  PRIMARY KEY (message_id, hash)
) PARTITION BY RANGE (message_id);

-- TeleSign's references, of messages and of channels. Unpartitioned, so that each is known once.
CREATE TABLE reference (
  reference_id text PRIMARY KEY,
  message_id   uuid NOT NULL,
  channel      text NOT NULL -- empty for the message's own
);
CREATE INDEX ON reference (message_id);

CREATE TABLE command_key (
  client     text        NOT NULL,
  key        text        NOT NULL,
  body_hash  text        NOT NULL,
  message_id uuid        NOT NULL,
  used_at    timestamptz NOT NULL,
  PRIMARY KEY (client, key)
);
CREATE INDEX ON command_key (message_id);
CREATE INDEX ON command_key (used_at);

-- The log. The columns beside the body are what filters look at.
CREATE TABLE event (
  seq              bigint PRIMARY KEY,
  at               timestamptz NOT NULL,
  type             text        NOT NULL,
  message_id       uuid        NOT NULL,
  reference_id     text,
  external_id      text,
  number_hash      text,
  channel          text,
  code             integer,
  outcome          text,
  previous_code    integer,
  previous_outcome text,
  message_type     text,
  client           text,
  label            text,
  country          text,
  sender           text,
  body             text        NOT NULL -- JSON, as every outlet writes it
) PARTITION BY RANGE (seq);
CREATE INDEX ON event (message_id, seq);

CREATE TABLE session (
  token_hash text PRIMARY KEY, -- SHA-256 of the cookie's value
  person     text        NOT NULL,
  roles      text[]      NOT NULL,
  expires_at timestamptz NOT NULL
);

-- The lowest UUIDv7 of a moment: the bound between two months.
CREATE FUNCTION uuid_floor(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of this month and the next two, and of the next three million events. Safe to call at any
-- time and from several nodes at once; what exists is left alone. A default partition takes what a wrong clock
-- may bring.
CREATE FUNCTION make_partitions() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  span  constant bigint := 1000000;
  begun bigint;
  month timestamp; -- UTC
  name  text;
  tbl   text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('omnirelay.make_partitions'));
  FOREACH tbl IN ARRAY ARRAY['message', 'recipient', 'content', 'report', 'callback', 'callback_body'] LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I DEFAULT', tbl || '_default', tbl);
    FOR ahead IN 0..2 LOOP
      month := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead);
      name := tbl || to_char(month, '_YYYY_MM');
      IF to_regclass(name) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
          name, tbl, uuid_floor(month AT TIME ZONE 'UTC'),
          uuid_floor((month + interval '1 month') AT TIME ZONE 'UTC'));
      END IF;
    END LOOP;
  END LOOP;
  EXECUTE 'CREATE TABLE IF NOT EXISTS event_default PARTITION OF event DEFAULT';
  SELECT seq / span * span INTO begun FROM feed_head;
  FOR ahead IN 0..2 LOOP
    name := 'event_' || (begun / span + ahead);
    IF to_regclass(name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF event FOR VALUES FROM (%s) TO (%s)',
        name, begun + ahead * span, begun + (ahead + 1) * span);
    END IF;
  END LOOP;
END
$$;
SELECT make_partitions();

-- The latest message to a number on a channel within 72 hours: the one a reply without a reference belongs to.
CREATE FUNCTION latest_to(hash text, reply_channel text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM message
  WHERE number_hash = hash AND reply_channel = ANY (channels) AND id >= uuid_floor(now() - interval '72 hours')
  ORDER BY id DESC LIMIT 1
$$;

-- The messages that a batch touches: by id, by TeleSign's reference, by a client's key, by a reply's number; and
-- for an alias the message that it turned out to be.
CREATE FUNCTION touched(ids uuid[], reference_ids text[], clients text[], keys text[], hashes text[], reply_channels text[])
RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  WITH named AS (
    SELECT unnest(ids) AS id
    UNION
    SELECT message_id FROM reference WHERE reference_id = ANY (reference_ids)
    UNION
    SELECT used.message_id FROM unnest(clients, keys) AS asked (client, key) JOIN command_key used USING (client, key)
    UNION
    SELECT latest_to(asked.hash, asked.channel) FROM unnest(hashes, reply_channels) AS asked (hash, channel)
  )
  SELECT id FROM named WHERE id IS NOT NULL
  UNION
  SELECT alias_of FROM message WHERE id IN (SELECT id FROM named) AND alias_of IS NOT NULL
$$;
