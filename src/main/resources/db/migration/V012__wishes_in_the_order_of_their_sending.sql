-- A START is remembered as a STOP is, so that of several the one counts that was sent last and not the one that came last.
ALTER TABLE opt_out RENAME TO wish;
ALTER INDEX opt_out_pkey RENAME TO wish_pkey;
ALTER TABLE wish RENAME COLUMN since TO sent_at;
ALTER TABLE wish ADD COLUMN stop boolean NOT NULL DEFAULT true; -- else a START
ALTER TABLE wish ALTER COLUMN stop DROP DEFAULT;
