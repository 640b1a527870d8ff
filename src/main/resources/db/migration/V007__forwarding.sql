-- What one node at a time does for all of them, and until when it may count on being the one.
CREATE TABLE lease (
  name  text PRIMARY KEY,
  node  text        NOT NULL,
  until timestamptz NOT NULL
);
