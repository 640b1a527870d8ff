package omnirelay.dispatch;

import io.vertx.core.buffer.Buffer;
import omnirelay.message.Lane;
import omnirelay.message.MessageId;

/**
 * A message whose first call may begin.
 *
 * @param lane in which every further attempt waits
 * @param body what is sent to TeleSign
 * @param slot for the first attempt
 * @param retryUntil no further attempt begins later than this
 */
public record Outgoing(MessageId id, Lane lane, Buffer body, Slot slot, Deadline retryUntil) {}
