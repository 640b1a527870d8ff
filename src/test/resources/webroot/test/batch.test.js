import { Batch } from "/model/batch.js"
import { equal } from "./assert.js"

const numbers = (count) => Array.from({ length: count }, (_, index) => ({ phone_number: String(15558670000 + index) }))
const to = (count) => ({ request: { message_type: "MKT" }, recipients: numbers(count) })
const storage = () => {
  const kept = new Map()
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name), kept }
}
const atOnce = () => Promise.resolve()

/** Resolves when the batch says what is hoped for. */
function until(batch, hoped) {
  return new Promise((done, fail) => {
    const limit = setTimeout(() => fail(new Error(`still ${JSON.stringify(batch.state)}`)), 5_000)
    const look = () => hoped(batch.state) && (clearTimeout(limit), done())
    batch.addEventListener("change", look)
    look()
  })
}

const ended = (state) => state && !state.running

export async function eachIsSentOnceUnderAKeyOfItsOwn() {
  const sent = []
  const batch = new Batch(async (request, key) => sent.push([request.recipient.phone_number, key]), storage())
  batch.start(to(10))
  await until(batch, ended)
  equal(batch.state, { total: 10, sent: 10, refused: 0, unknown: 0, left: 0, running: false, problem: null, failures: [] })
  equal(new Set(sent.map(([number]) => number)).size, 10)
  equal(new Set(sent.map(([, key]) => key)).size, 10)
}

export async function afterAReloadTheRestGoesUnderTheOldKeys() {
  const kept = storage()
  const first = []
  const never = new Promise(() => {})
  const before = new Batch((request, key) => (first.push(key) > 6 ? never : Promise.resolve()), kept)
  before.start(to(20))
  await until(before, ({ sent }) => sent === 6)
  const again = []
  const after = new Batch(async (request, key) => again.push(key), kept)
  after.resume(null)
  await until(after, ended)
  equal(after.state.sent, 20)
  equal(new Set([...first, ...again]).size, 20)
}

export async function whatSomebodyElseLeftIsNotSent() {
  const kept = storage()
  const before = new Batch(() => new Promise(() => {}), kept)
  before.resume("ada")
  before.start(to(3))
  const after = new Batch(async () => {}, kept)
  after.resume("bob")
  equal([after.state, kept.kept.size], [null, 0])
}

export async function whatPassesIsTriedAgainUnderTheSameKey() {
  const keys = []
  const pauses = []
  const answers = [{ status: 429, retryAfter: 7 }, { status: 503 }, { status: 0 }, { status: 409 }]
  const send = async (request, key) => {
    keys.push(key)
    if (answers.length > 0) throw { message: "not now", ...answers.shift() }
  }
  const batch = new Batch(send, storage(), (millis) => Promise.resolve(pauses.push(millis)))
  batch.start(to(1))
  await until(batch, ended)
  equal([batch.state.sent, new Set(keys).size, pauses], [1, 1, [7, 2_000, 4_000, 8_000]])
}

export async function whatIsRefusedAndWhatIsNotKnownIsToldApart() {
  const answers = new Map([["15558670000", { status: 400, message: "no" }], ["15558670001", { status: 504, message: "lost", reference: "A" }]])
  const send = async ({ recipient }) => {
    const answer = answers.get(recipient.phone_number)
    if (answer) throw answer
  }
  const batch = new Batch(send, storage(), atOnce)
  batch.start(to(3))
  await until(batch, ended)
  const { sent, refused, unknown, failures } = batch.state
  equal([sent, refused, unknown], [1, 1, 1])
  equal(failures.map(({ why }) => why).sort(), ["lost", "no"])

  answers.clear()
  batch.again()
  await until(batch, ended)
  equal([batch.state.total, batch.state.sent], [1, 1])
}

export async function whileTheRelayIsAwayNobodyIsGivenUp() {
  let away = true
  const keys = new Set()
  const send = async (request, key) => {
    keys.add(key)
    if (away) throw { status: 0, message: "The relay did not answer." }
  }
  const batch = new Batch(send, storage(), atOnce)
  batch.start(to(9))
  await until(batch, (state) => state.problem)
  equal([batch.state.left, batch.state.unknown, batch.state.problem], [9, 0, "The relay did not answer."])
  away = false
  batch.go()
  await until(batch, ({ sent }) => sent === 9)
  equal([keys.size, batch.state.problem], [9, null])
}

export async function aRefusalThatWouldBeToldAgainIsAnEnd() {
  let times = 0
  const send = async () => {
    times += 1
    throw { status: 503, message: "refused", replayed: times > 1 }
  }
  const batch = new Batch(send, storage(), atOnce)
  batch.start(to(1))
  await until(batch, ended)
  equal([batch.state.refused, times], [1, 2])
}

export async function anAnswerWithoutAReferenceIsAskedForAgain() {
  const answers = [{ status: 504, message: "busy" }]
  const send = async () => {
    if (answers.length > 0) throw answers.shift()
  }
  const batch = new Batch(send, storage(), atOnce)
  batch.start(to(1))
  await until(batch, ended)
  equal(batch.state.sent, 1)
}

export async function whatATabHasNoRoomForIsSentAllTheSame() {
  const full = { ...storage(), setItem: () => { throw new Error("QuotaExceededError") } }
  const batch = new Batch(async () => {}, full)
  batch.start(to(3))
  await until(batch, ended)
  equal(batch.state.sent, 3)
}

export async function whoIsSignedOutLosesNothing() {
  let signedIn = false
  const send = async () => {
    if (!signedIn) throw { status: 401, message: "sign in" }
  }
  const batch = new Batch(send, storage(), atOnce)
  batch.start(to(9))
  await until(batch, ended)
  equal([batch.state.left, batch.state.refused], [9, 0])
  signedIn = true
  batch.go()
  await until(batch, ({ sent }) => sent === 9)
}

export async function whatIsDismissedIsKeptNowhere() {
  const kept = storage()
  const batch = new Batch(async () => {}, kept)
  batch.start(to(3))
  await until(batch, ended)
  batch.dismiss()
  equal([batch.state, kept.kept.size], [null, 0])
}
