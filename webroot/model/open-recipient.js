import { Opened } from "./opened.js"

/** The one recipient that is open, by the token that stands for it. */
export class OpenRecipient extends Opened {
  /** @param read gives a promise of what is known of the recipient for whom a token stands */
  constructor(read) {
    super(read, 500)
  }

  get recipient() {
    return this.value
  }

  concerns({ message }) {
    return this.recipient?.messages.some(({ id }) => id === message.id)
  }
}
