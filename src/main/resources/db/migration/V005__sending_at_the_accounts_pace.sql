-- The commands that wait to be sent, and the pace at which the account may send.

-- Each as long as its message is accepted: the ledger inserts and deletes it in the transaction that says so.
CREATE TABLE queue (
  message_id    uuid PRIMARY KEY,
  lane          integer NOT NULL, -- 0 OTP, 1 ARN, 2 MKT
  client        text,
  message_type  text,
  country       text,
  label         text,
  owner         text,        -- the node whose caller waits; null where any node may send it
  expires_at    timestamptz, -- not sent after that; null where it may always be
  claimed_by    text,        -- the node that has taken it up, and until when the others leave it alone
  claimed_until timestamptz
);
CREATE INDEX ON queue (lane, message_id);
CREATE INDEX ON queue (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX ON queue (claimed_by) WHERE claimed_by IS NOT NULL;
INSERT INTO queue (message_id, lane, client, message_type, country, label)
  SELECT id, CASE message_type WHEN 'OTP' THEN 0 WHEN 'ARN' THEN 1 ELSE 2 END, client, message_type, country, label
  FROM message WHERE send = 'accepted';

-- One row: when the next request of any node may go to TeleSign.
CREATE TABLE pace (
  only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  next_at           timestamptz      NOT NULL,
  marketing_next_at timestamptz      NOT NULL, -- later where marketing has used its share
  speed             double precision NOT NULL, -- at changed_at, as a share of the configured rate
  changed_at        timestamptz      NOT NULL
);
INSERT INTO pace (next_at, marketing_next_at, speed, changed_at) VALUES (now(), now(), 1, now());

-- What speed has become since: within a minute at most it is full again.
CREATE FUNCTION speed_now(paced pace) RETURNS double precision LANGUAGE sql VOLATILE AS $$
  SELECT least(1, paced.speed + extract(epoch FROM clock_timestamp() - paced.changed_at)::double precision / 60)
$$;

-- TeleSign said that it was too much. Requests that were on their way together say so together: that counts once.
CREATE FUNCTION slow_down() RETURNS void LANGUAGE sql AS $$
  UPDATE pace SET speed = speed_now(pace) / 2, changed_at = clock_timestamp()
  WHERE changed_at < clock_timestamp() - interval '1 second' OR speed = 1
$$;

-- Gives slots, evenly spaced from the first one on, so that no second holds more than the rate: a twentieth wider than
-- that would take. All times are seconds from now, by this server's clock alone.
--
-- Lanes are served in their order, the third one (marketing) within its share of the rate. A lane is given no slot
-- beyond its horizon, which is nearer for the less urgent: so an urgent request that comes later, on whatever node, finds
-- little before it.
--
-- owed is by how much requests left later than their slots: what follows must keep its distance from them.
CREATE FUNCTION reserve_slots(
  rate double precision, slowest double precision, marketing_share double precision,
  wanted integer[], horizons double precision[], owed double precision,
  OUT granted integer, OUT first_in double precision, OUT spacing double precision,
  OUT again_in double precision, -- when to ask again for what was not given; null where all was
  OUT rate_now double precision
) LANGUAGE plpgsql AS $$
DECLARE
  marketing constant integer := 3;
  paced     pace;
  at        timestamptz;
  next      double precision; -- of any lane, from at
  held      double precision; -- of marketing, from at
  given     integer;
BEGIN
  SELECT * INTO STRICT paced FROM pace FOR UPDATE;
  at := clock_timestamp();
  rate_now := greatest(slowest, rate * speed_now(paced));
  spacing := 1.05 / rate_now;
  next := greatest(0, extract(epoch FROM paced.next_at - at)::double precision + owed);
  held := greatest(0, extract(epoch FROM paced.marketing_next_at - at)::double precision);
  -- Nobody reserves as far ahead as that: the clock was set back, or is another server's.
  IF next > 5 + spacing OR held > 5 + spacing / marketing_share THEN
    next := 1;
    held := 1;
  END IF;
  granted := 0;
  first_in := next;
  FOR lane IN 1..array_length(wanted, 1) LOOP
    CONTINUE WHEN wanted[lane] = 0;
    given := greatest(0, least(wanted[lane], floor((horizons[lane] - next) / spacing) + 1))::integer;
    IF lane = marketing THEN
      given := greatest(0, least(given, floor((horizons[lane] - held) * marketing_share / spacing) + 1))::integer;
      held := held + given * spacing / marketing_share;
    END IF;
    next := next + given * spacing;
    granted := granted + given;
    IF given < wanted[lane] THEN
      again_in := least(again_in, greatest(next, CASE lane WHEN marketing THEN held ELSE 0 END) - horizons[lane]);
    END IF;
  END LOOP;
  UPDATE pace SET next_at = at + make_interval(secs => next), marketing_next_at = at + make_interval(secs => held);
END
$$;
