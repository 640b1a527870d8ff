-- A command whose call certainly sent nothing goes back into the queue.
ALTER TABLE queue
  ADD COLUMN attempts   integer NOT NULL DEFAULT 0, -- calls that were begun for it
  ADD COLUMN not_before timestamptz;                -- not taken up earlier; null where it may be at once
