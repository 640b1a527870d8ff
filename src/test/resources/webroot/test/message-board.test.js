import { MessageBoard } from "/model/message-board.js"
import { equal } from "./assert.js"
import { accepted, delivered, event, id, reported, row } from "./events.js"

function boardOf(...numbers) {
  const board = new MessageBoard()
  board.begin({ messages: numbers.map((number) => row(number)), next: "/older" })
  return board
}

const ids = (board) => board.rows.map((message) => message.id)

export function aNewMessageStandsAtTheTop() {
  const board = boardOf(2, 1)
  const added = []
  board.addEventListener("change", ({ detail }) => added.push(...detail.added))
  board.apply([accepted(2, 3)])
  equal(ids(board), [id(3), id(2), id(1)])
  equal(added, [id(3)])
}

export function listAndFeedMayOverlap() {
  const board = boardOf(1)
  board.apply([reported(1, "mms", delivered)])
  equal(board.row(id(1)).channel_status[0], { channel: "mms" })
  board.apply([reported(2, "mms", delivered)])
  equal(board.row(id(1)).channel_status[0], { channel: "mms", status: delivered })
}

export function eventsOfMessagesBelowTheListAreLeftToTheirPage() {
  const board = boardOf(5, 4)
  board.apply([event(9, "message_status", { status: delivered }, 3)])
  equal(ids(board), [id(5), id(4)])
}

export function aCompleteListTakesEveryMessage() {
  const board = new MessageBoard()
  board.begin({ messages: [row(5)], next: null })
  board.apply([event(9, "message_status", { status: delivered }, 3)])
  equal(ids(board), [id(5), id(3)])
}

export function whatWasReadAgainIsOlderThanWhatTheFeedToldSince() {
  const board = boardOf(1)
  board.apply([reported(7, "mms", delivered)])
  board.renew([row(1, { seq: 6, summary: "Old." })])
  equal(board.row(id(1)).channel_status[0].status, delivered)
  board.renew([row(1, { seq: 7, summary: "New." })])
  equal(board.row(id(1)).summary, "New.")
}

export function whatTheFeedTouchedIsStaleOnceItIsInSight() {
  const board = boardOf(2, 1)
  board.apply([reported(2, "mms", delivered), reported(3, "sms", delivered)])
  equal([board.stale, board.takeStale()], [0, []])
  board.look([id(2), id(1)])
  equal([board.stale, board.takeStale()], [1, [id(1)]])
  equal(board.takeStale(), [])
}

export function onlyWhatIsUnderWayAges() {
  const board = new MessageBoard()
  board.begin({ messages: [row(2), row(1, { status: delivered })] })
  board.look([id(2), id(1)])
  board.age()
  equal(board.takeStale(), [id(2)])
}

export function aMessageThatTurnedOutToBeAnotherOneGoes() {
  const board = boardOf(2, 1)
  board.apply([event(3, "bound", { bound_id: id(2) }, 1)])
  equal(ids(board), [id(1)])
}

export function memoryIsBoundedAndWhatWasDroppedCanBeReadAgain() {
  const board = new MessageBoard(500)
  board.begin({ messages: [], next: null })
  board.apply(Array.from({ length: 600 }, (_, index) => accepted(index + 1, index + 1)))
  equal(board.size, 500)
  equal(board.last.id, id(101))
  equal([board.complete, board.next], [false, null])
  board.append({ messages: [row(100)], next: null })
  equal([board.size, board.complete], [501, true])
}
