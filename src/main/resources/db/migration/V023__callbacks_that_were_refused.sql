-- How many callbacks were refused because TeleSign did not sign them, by hour and cause: all nodes together, and beyond a
-- restart. Nothing of the callbacks themselves is kept.
CREATE TABLE callback_refusal (
  hour     timestamptz NOT NULL,
  cause    text        NOT NULL,
  refusals bigint      NOT NULL,
  last_at  timestamptz NOT NULL,
  PRIMARY KEY (hour, cause)
);
