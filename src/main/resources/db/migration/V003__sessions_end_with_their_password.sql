-- A session counts only as long as the person has the password that it was begun with. Of those that are open nobody
-- knows, so they end.

DELETE FROM session;
ALTER TABLE session ADD COLUMN password_digest text NOT NULL; -- SHA-256 of the configured hash
