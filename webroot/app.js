import { Batch } from "./model/batch.js"
import { Filter } from "./model/filter.js"
import { Finding } from "./model/finding.js"
import { LiveList } from "./model/live-list.js"
import { isSettled } from "./model/message.js"
import { MessageBoard } from "./model/message-board.js"
import { OpenMessage } from "./model/open-message.js"
import { OpenRecipient } from "./model/open-recipient.js"
import { zone } from "./model/times.js"
import { filterRefused } from "./model/words.js"
import { FeedConnection } from "./net/feed-connection.js"
import { RelayApi } from "./net/relay-api.js"
import { feedAddress, firstView, pages, viewOf } from "./net/urls.js"
import "./view/relay-page.js"

/** How often, at most, the sentences that the feed made stale are read again. */
const RENEW_EVERY = 500
/** With more messages than these waiting to be read, there is no pause between readings. */
const BACKLOG = 200
/** How often sentences are read again that say how long ago something was. */
const AGE_EVERY = 10_000
const TRY_AGAIN_AFTER = 3_000

const api = new RelayApi()
const board = new MessageBoard()
const live = new LiveList(board)
const open = new OpenMessage((id) => api.message(id))
const finding = new Finding((text) => whileSignedIn(api.find(text, zone())))
const recipient = new OpenRecipient((token) => whileSignedIn(api.recipient(token)))
const batch = new Batch(send, sessionStorage)
const connection = new FeedConnection((protocol) => new WebSocket(feedAddress(location.origin), protocol))

const page = document.createElement("relay-page")
page.relay = {
  batch,
  board,
  live,
  open,
  finding,
  recipient,
  connection,
  codes: new Map(),
  checkCallback,
  go,
  link: {
    stand: () => api.connection(),
    unread: (address) => api.quarantine(address),
    receivers: () => api.receivers(),
    attempts: (receiver, cursor) => api.attempts(receiver, cursor),
    replay: (receiver, what) => api.replay(receiver, what),
  },
  loadOlder,
  lookUp,
  now: () => api.now(),
  send,
  signIn,
  signOut,
  summary: (span) => api.summary(span),
}
page.place = viewOf(location.pathname)

let filter = new Filter()
page.filter = filter

async function begin() {
  const session = await introduced()
  if (!session.signed_in) return stranger()
  page.filter = filter = filterOfAddress()
  ;[page.relay.codes] = await Promise.all([api.codes(), readList()])
  page.session = session
  if (session.roles.includes("send")) batch.resume(session.name)
  await show()
}

/** In sandbox mode one need only ask for the page to be let in; this one may have been kept from another day. */
async function introduced() {
  const session = await api.session()
  if (session.signed_in || session.mode !== "sandbox") return session
  await api.knock()
  return api.session()
}

async function readList() {
  const asked = filter
  const newest = await api.messagesOf(asked.query).catch(refusal)
  if (asked !== filter) return
  if (board.filter !== asked) live.flow()
  board.begin(newest, asked)
  page.ready = !newest.problem
  page.problem = newest.problem ?? null
  connection.follow(newest.as_of)
}

/** No list where what the address asks for cannot be meant: it could not be a moment later. All else goes on. */
function refusal(problem) {
  if (problem.status !== 400) throw problem
  return { messages: [], problem: filterRefused(problem), as_of: "now" }
}

/** Does what may fail because the relay is away or nobody is signed in, until it is done. */
async function persist(work) {
  try {
    await work()
  } catch (problem) {
    if (problem.status === 401) return stranger()
    page.problem = `${problem.message} Trying again.`
    setTimeout(() => persist(work), TRY_AGAIN_AFTER)
  }
}

/** Asked where the feed does not open: perhaps the session has ended. Where nobody answers, the light says so. */
async function whoAmI() {
  const session = await api.session().catch(() => null)
  if (session && !session.signed_in) await persist(begin)
}

/** What may be asked only by who is signed in. */
async function whileSignedIn(answer) {
  try {
    return await answer
  } catch (problem) {
    if (problem.status === 401) stranger()
    throw problem
  }
}

/** Nobody is signed in, so nothing is shown or kept. */
function stranger() {
  batch.stop()
  connection.close()
  open.close()
  recipient.close()
  finding.forget()
  board.begin({ messages: [] })
  live.flow()
  page.ready = false
  page.session = null
  page.problem = null
}

/* What the feed tells */

connection.addEventListener("events", ({ detail: events }) => {
  board.apply(events)
  open.hear(events)
  recipient.hear(events)
  renewSoon()
})
connection.addEventListener("reset", () => persist(readList))
connection.addEventListener("unreachable", whoAmI)
addEventListener("online", () => connection.retryNow())
board.addEventListener("look", renewSoon)

setInterval(() => {
  if (document.hidden || connection.state.name !== "live") return
  board.age()
  renewSoon()
  if (filter.ages) meet(filter)
  if (open.message && !isSettled(open.message)) open.again()
}, AGE_EVERY)

let renewal

function renewSoon() {
  if (board.stale > 0) renewal ??= setTimeout(renew, board.stale > BACKLOG ? 0 : RENEW_EVERY)
}

/** Where this fails the light says why, and the next change or the next ageing makes up for it. */
async function renew() {
  try {
    board.renew(await api.messagesById(board.takeStale()))
  } catch ({ status }) {
    if (status === 401) stranger()
  } finally {
    renewal = undefined
    renewSoon()
  }
}

/** Messages that match by now, though nothing happened to them. What fails is made up for at the next ageing. */
async function meet(asked) {
  const matching = await api.messagesOf(asked.query).catch(() => null)
  if (matching && asked === filter) board.renew(matching.messages)
}

/* What a person does */

async function loadOlder() {
  const { last } = live
  const goesOn = board.next && board.last.id === last.id
  const older = goesOn ? api.messages(board.next) : api.messagesOf(filter.until(last.accepted_at).query)
  live.append(await older)
}

function send(request, key) {
  return api.send(request, key)
}

function checkCallback(url) {
  return api.checkCallback(url)
}

async function lookUp(id) {
  const message = await api.lookUp(id)
  open.show(message)
  return message
}

async function signIn(name, password) {
  await api.signIn(name, password)
  if (location.pathname + location.search === pages.list) await beginWhereUsual()
  await persist(begin)
}

/** Who asked for nothing in particular. */
async function beginWhereUsual() {
  const { roles } = await api.session()
  history.replaceState(null, "", firstView(roles))
}

async function signOut() {
  await api.signOut()
  batch.dismiss()
  stranger()
}

/* Where one is */

function go(path) {
  if (path !== location.pathname + location.search) history.pushState(null, "", path)
  show()
}

/** The list's filter stands in the address of the list and of what is opened from it; elsewhere the list stays as it was. */
function filterOfAddress() {
  const { view } = viewOf(location.pathname)
  return view === "list" || view === "message" ? Filter.ofQuery(location.search) : filter
}

async function show() {
  const asked = filterOfAddress()
  if (asked.query !== filter.query) {
    filter = asked
    persist(readList)
  }
  page.place = viewOf(location.pathname)
  page.filter = filter
  if (page.place.view === "message") await open.open(page.place.id)
  else open.close()
  if (page.place.view === "recipient") await recipient.open(page.place.token)
}

addEventListener("popstate", show)
addEventListener("click", (click) => {
  const link = click.target.closest?.("a[href^='/']")
  const plain = click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey
  if (!link || !plain) return
  click.preventDefault()
  go(link.pathname + link.search)
})

document.body.append(page)
persist(begin)
