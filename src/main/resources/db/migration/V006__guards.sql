-- What keeps messages from being sent: the recipient's STOP, an operator's hold, a cap, and a command that came before.

-- Why the relay refused a message by itself, a clause for people; null where TeleSign did.
ALTER TABLE message ADD COLUMN refusal_reason text;

-- Each number from which a STOP came that no START lifted. Written with the reply, in the same transaction.
CREATE TABLE opt_out (
  number_hash text PRIMARY KEY,
  since       timestamptz NOT NULL,
  channel     text        NOT NULL,
  reply_hash  text        NOT NULL, -- of the callback that brought it
  message_id  uuid                  -- the message that was answered; null where none is known
);

-- Keys that the relay makes itself, to know duplicates, are good for less than a client's own.
ALTER TABLE command_key ADD COLUMN good_for_seconds integer NOT NULL DEFAULT 86400;

-- How often each cap was used within a minute, an hour or a day (UTC). Names no number: the keyed hash stands for it.
CREATE TABLE cap_use (
  cap      text        NOT NULL,
  began_at timestamptz NOT NULL,
  used     integer     NOT NULL,
  PRIMARY KEY (cap, began_at)
);
CREATE INDEX ON cap_use (began_at);

-- Counts one command in all of these caps, which must be sorted, or in none where one is reached: which one, from 1.
CREATE FUNCTION use_caps(caps text[], units text[], limits integer[], OUT reached integer, OUT at timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
  at := clock_timestamp();
  FOR i IN 1..array_length(caps, 1) LOOP
    INSERT INTO cap_use AS running (cap, began_at, used) VALUES (caps[i], date_trunc(units[i], at, 'UTC'), 1)
    ON CONFLICT (cap, began_at) DO UPDATE SET used = running.used + 1 WHERE running.used < limits[i];
    IF NOT FOUND THEN
      reached := i;
      PERFORM give_back_caps(caps[:i - 1], units[:i - 1], at);
      RETURN;
    END IF;
  END LOOP;
END
$$;

-- What was counted at that moment is not counted any more.
CREATE FUNCTION give_back_caps(caps text[], units text[], at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..coalesce(array_length(caps, 1), 0) LOOP
    UPDATE cap_use SET used = used - 1 WHERE cap = caps[i] AND began_at = date_trunc(units[i], at, 'UTC') AND used > 0;
  END LOOP;
END
$$;

-- What operators hold back: messages that have all that is given, where null means any. Kept when it is released.
CREATE TABLE hold (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_type text,
  client       text,
  country      text,
  label        text,
  who          text        NOT NULL,
  why          text        NOT NULL,
  since        timestamptz NOT NULL DEFAULT now(),
  released_by  text,
  released_at  timestamptz
);
CREATE INDEX ON hold (id) WHERE released_at IS NULL;

-- Which commands in the queue are held, and by what.
CREATE VIEW held AS
  SELECT queue.message_id, hold.id AS hold_id
  FROM queue JOIN hold ON hold.released_at IS NULL
    AND (hold.message_type IS NULL OR hold.message_type = queue.message_type)
    AND (hold.client IS NULL OR hold.client = queue.client)
    AND (hold.country IS NULL OR hold.country = queue.country)
    AND (hold.label IS NULL OR hold.label = queue.label);
