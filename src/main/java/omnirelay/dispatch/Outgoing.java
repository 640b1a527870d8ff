package omnirelay.dispatch;

import io.vertx.core.buffer.Buffer;
import omnirelay.guard.Kind;
import omnirelay.message.Entry.Turn;
import omnirelay.message.Lane;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * A message whose next call may begin.
 *
 * @param kind for those who hold messages back
 * @param lane in which every further attempt waits
 * @param body what is sent to TeleSign
 * @param attempt the number of the next call
 * @param slot for that call
 * @param retryUntil no further attempt begins later than this
 * @param turn as which it waits again where nothing was sent until then; null where its caller waits and is told
 */
public record Outgoing(
        MessageId id,
        Kind kind,
        Lane lane,
        Buffer body,
        int attempt,
        Slot slot,
        Deadline retryUntil,
        Turn.@Nullable Deferred turn) {}
