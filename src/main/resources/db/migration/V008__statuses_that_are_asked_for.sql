-- What asking TeleSign about a message has come to, and when it is to be asked again.

ALTER TABLE message
  ADD COLUMN looks        integer NOT NULL DEFAULT 0,
  ADD COLUMN looked_up_at timestamptz,          -- the last of them
  ADD COLUMN look_up_at   timestamptz,          -- null where there is nothing to ask
  ADD COLUMN inquiry_over boolean NOT NULL DEFAULT false,
  ADD COLUMN stale        boolean NOT NULL DEFAULT false;

-- TeleSign forgets 12 hours after sending, so the oldest are asked about first.
CREATE INDEX ON message ((coalesce(began_at, accepted_at))) WHERE look_up_at IS NOT NULL;
CREATE INDEX ON message (id) WHERE stale;

-- When a callback brought what a look-up had found before it; null where none did.
ALTER TABLE report ADD COLUMN called_back_at timestamptz;

-- What was under way before anybody looked after it is asked about once its channels' time is over.
UPDATE message SET look_up_at = changed_at + interval '15 minutes'
WHERE send = 'sent' AND outcome = 'in_progress' AND alias_of IS NULL AND reference_id IS NOT NULL
  AND NOT reference_taken AND coalesce(began_at, accepted_at) > now() - interval '12 hours';
