/**
 * Where the row with an id stands among rows that are sorted by id, newest first, or where it would stand. Ids are
 * UUIDv7, so they stand in the order of their making.
 */
export function placeOf(rows, id) {
  let from = 0
  let to = rows.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (rows[middle].id > id) from = middle + 1
    else to = middle
  }
  return from
}

/** Whether there is one. */
export const stands = (rows, id) => rows[placeOf(rows, id)]?.id === id
