import { Filter } from "/model/filter.js"
import { LiveList } from "/model/live-list.js"
import { MessageBoard } from "/model/message-board.js"
import { equal } from "./assert.js"
import { accepted, delivered, event, id, reported, row } from "./events.js"

function listOf(...numbers) {
  const board = new MessageBoard()
  const list = new LiveList(board)
  board.begin({ messages: numbers.map((number) => row(number)), next: "/older" })
  return { board, list }
}

const ids = (list) => list.slice(0).map((message) => message.id)
const whole = (seq, number) => event(seq, "message_status", { status: delivered }, number)
const firstStatus = (list) => list.slice(0).at(-1).channel_status[0].status

export function atTheTopNewMessagesFlowIn() {
  const { board, list } = listOf(1)
  board.apply([accepted(2, 2)])
  equal([ids(list), list.held], [[id(2), id(1)], 0])
}

export function scrolledDownNewMessagesAreOnlyCountedAndRowsChangeInPlace() {
  const { board, list } = listOf(1)
  list.hold("scrolled", true)
  board.apply([accepted(2, 2), accepted(3, 3), reported(4, "mms", delivered)])
  equal([ids(list), list.held], [[id(1)], 2])
  equal(firstStatus(list), delivered)
}

export function backAtTheTopNothingIsLost() {
  const { board, list } = listOf(1)
  list.hold("scrolled", true)
  board.apply([accepted(2, 2)])
  list.hold("scrolled", false)
  equal([ids(list), list.held], [[id(2), id(1)], 0])
}

export function pausedNothingChanges() {
  const { board, list } = listOf(1)
  list.pause()
  board.apply([accepted(2, 2), reported(3, "mms", delivered)])
  equal([ids(list), list.held, firstStatus(list) ?? null], [[id(1)], 1, null])
  list.hold("scrolled", true)
  list.hold("scrolled", false)
  equal(ids(list), [id(1)])
  list.flow()
  equal([ids(list), list.held, firstStatus(list)], [[id(2), id(1)], 0, delivered])
}

export function olderPagesAreShownWhereverOneIs() {
  const { board, list } = listOf(5)
  list.hold("scrolled", true)
  board.append({ messages: [row(4)], next: null })
  equal(ids(list), [id(5), id(4)])
}

export function itFlowsAgainOnceNoReasonHoldsIt() {
  const { board, list } = listOf(1)
  list.hold("aiming", true)
  list.hold("scrolled", true)
  board.apply([accepted(2, 2)])
  list.hold("aiming", false)
  equal([ids(list), list.held], [[id(1)], 1])
  list.hold("scrolled", false)
  equal([ids(list), list.held], [[id(2), id(1)], 0])
}

export function whileHeldWhatNoLongerMatchesStaysInItsPlace() {
  const { board, list } = listOf(2, 1)
  board.begin({ messages: [row(2), row(1)], next: "/older" }, Filter.ofQuery("?outcome=in_progress"))
  list.hold("scrolled", true)
  board.apply([accepted(2, 3), whole(3, 3), whole(4, 2)])
  equal([ids(list), list.held], [[id(2), id(1)], 0])
  equal(list.slice(0)[0].status, delivered)
  list.flow()
  equal(ids(list), [id(1)])
}

export function olderPagesGoOnFromWhatIsShownThoughTheBoardHasDroppedIt() {
  const board = new MessageBoard(100)
  const list = new LiveList(board)
  board.begin({ messages: [row(5)], next: "/older" })
  list.hold("scrolled", true)
  board.apply(Array.from({ length: 100 }, (_, index) => accepted(index + 2, index + 6)))
  list.append({ messages: [row(5), row(4)], next: null })
  equal([ids(list), list.held, list.last.id, list.indexOf(id(4))], [[id(5), id(4)], 100, id(4), 1])
}
