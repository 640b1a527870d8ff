import { Opened } from "./opened.js"

/** The one message that is open, with its history. */
export class OpenMessage extends Opened {
  /** @param read gives a promise of the detail of an id */
  constructor(read) {
    super(read, 200)
  }

  get message() {
    return this.value
  }

  /** What is open stays as it is: the feed keeps it up to date. */
  async open(id) {
    if (id !== this.key && id !== this.message?.id) await super.open(id)
  }

  /** An older reading that comes late says nothing. */
  show(message) {
    super.show(message.seq < this.message?.seq ? this.message : message)
  }

  concerns({ message: { id }, bound_id: bound }) {
    return this.message !== null && [id, bound].includes(this.message.id)
  }
}
