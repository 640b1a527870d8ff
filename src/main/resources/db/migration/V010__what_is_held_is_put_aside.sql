-- What is held must not stand before what is not, however much it is: whoever looks for something to send marks what he
-- finds held, and nobody looks at it again until that hold is released.

-- The hold that was found to cover the command; 0 as long as none was. Nothing has to be unmarked: the mark of a hold
-- that was released means no more than 0 does.
ALTER TABLE queue ADD COLUMN held_by bigint NOT NULL DEFAULT 0;
CREATE INDEX ON queue (lane, held_by, message_id) WHERE owner IS NULL;

-- The marks in a lane under which something may have to be sent. Leaps from each mark to the next, so that it does not
-- matter how many commands have it.
CREATE FUNCTION open_marks(of_lane integer) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
  WITH RECURSIVE mark (id) AS (
    SELECT min(held_by) FROM queue WHERE owner IS NULL AND lane = of_lane
    UNION ALL
    SELECT (SELECT min(held_by) FROM queue WHERE owner IS NULL AND lane = of_lane AND held_by > mark.id)
    FROM mark WHERE mark.id IS NOT NULL)
  SELECT id FROM mark
  WHERE id IS NOT NULL AND NOT EXISTS (SELECT FROM hold WHERE hold.id = mark.id AND released_at IS NULL)
$$;
