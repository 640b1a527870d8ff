/** What the sandbox can be asked to play: the last four digits of the number choose it. */

export const scenarios = [
  { digits: "5309", text: "TeleSign's example: no confirmation by MMS, then SMS" },
  { digits: "0001", text: "The first channel delivers" },
  { digits: "0002", text: "First channel runs out of time, the next delivers" },
  { digits: "0003", text: "First channel fails at once, the next delivers" },
  { digits: "0004", text: "Every channel fails" },
  { digits: "0005", text: "Delivered, then read" },
  { digits: "0006", text: "Arrives twice: the first channel delivers after all" },
  { digits: "0007", text: "Every report comes twice" },
  { digits: "0008", text: "Reports come in the wrong order" },
  { digits: "0009", text: "A report comes before the answer" },
  { digits: "0010", text: "The answer is lost, reports come" },
  { digits: "0011", text: "No answer and no report: stays unknown" },
  { digits: "0012", text: "Too many requests, twice; then accepted" },
  { digits: "0013", text: "Refused for good (3203)" },
  { digits: "0014", text: "TeleSign is unavailable once, then accepts" },
  { digits: "0015", text: "TeleSign does not take our credentials" },
  { digits: "0016", text: "Delivered, but every report is lost until one asks" },
  { digits: "0017", text: "Reports in the oldest format" },
  { digits: "0018", text: "Blocked for high risk" },
  { digits: "0019", text: "Delivered, then the recipient answers STOP" },
]

/** TeleSign's published example pair, which the sandbox hands out as its one client. */
export const sandboxCredentials =
  "FFFFFFFF-EEEE-DDDD-1234-AB1234567890:ABC12345yusumoN6BYsBVkh+yRJ5czgsnCehZaOYldPJdmFh6NeX8kunZ2zU1YWaUw/0wV6xfw=="

export const withScenario = (number, digits) => number.slice(0, -4) + digits

/** The scenario that a number plays; nothing where it plays a mix. */
export const scenarioOf = (number) => scenarios.find(({ digits }) => number.endsWith(digits))
