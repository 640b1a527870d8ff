import { LiveList } from "/model/live-list.js"
import { MessageBoard } from "/model/message-board.js"
import { equal } from "./assert.js"
import { accepted, delivered, id, reported, row } from "./events.js"

function listOf(...numbers) {
  const board = new MessageBoard()
  const list = new LiveList(board)
  board.begin({ messages: numbers.map((number) => row(number)), next: "/older" })
  return { board, list }
}

const ids = (list) => list.rows.map((message) => message.id)
const firstStatus = (list) => list.rows.at(-1).channel_status[0].status

export function atTheTopNewMessagesFlowIn() {
  const { board, list } = listOf(1)
  board.apply([accepted(2, 2)])
  equal([ids(list), list.held], [[id(2), id(1)], 0])
}

export function scrolledDownNewMessagesAreOnlyCountedAndRowsChangeInPlace() {
  const { board, list } = listOf(1)
  list.atTop(false)
  board.apply([accepted(2, 2), accepted(3, 3), reported(4, "mms", delivered)])
  equal([ids(list), list.held], [[id(1)], 2])
  equal(firstStatus(list), delivered)
}

export function backAtTheTopNothingIsLost() {
  const { board, list } = listOf(1)
  list.atTop(false)
  board.apply([accepted(2, 2)])
  list.atTop(true)
  equal([ids(list), list.held], [[id(2), id(1)], 0])
}

export function pausedNothingChanges() {
  const { board, list } = listOf(1)
  list.pause()
  board.apply([accepted(2, 2), reported(3, "mms", delivered)])
  equal([ids(list), list.held, firstStatus(list) ?? null], [[id(1)], 1, null])
  list.atTop(false)
  list.atTop(true)
  equal(ids(list), [id(1)])
  list.resume()
  equal([ids(list), list.held, firstStatus(list)], [[id(2), id(1)], 0, delivered])
}

export function olderPagesAreShownWhereverOneIs() {
  const { board, list } = listOf(5)
  list.atTop(false)
  board.append({ messages: [row(4)], next: null })
  equal(ids(list), [id(5), id(4)])
}
