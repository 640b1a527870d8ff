import { clock, day } from "./times.js"

const MOMENT = /(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d:\d\d) UTC/g

/**
 * The API's sentence with its times in the viewer's zone. It gives them in UTC, with the date where it is not the one
 * on which the message was accepted.
 */
export function sentence({ summary, accepted_at: accepted }) {
  return summary.replace(MOMENT, (_, date, time) => {
    const moment = `${date ?? accepted.slice(0, 10)}T${time}Z`
    return date ? `${day(moment, new Date(accepted))} ${clock(moment)}`.trim() : clock(moment)
  })
}
