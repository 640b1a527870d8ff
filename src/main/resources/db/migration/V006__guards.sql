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
