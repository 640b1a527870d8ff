package omnirelay.send;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import omnirelay.dispatch.Deadline;
import omnirelay.message.Entry;
import omnirelay.message.Lane;
import omnirelay.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A command that has been found valid.
 *
 * @param body what is sent to TeleSign
 * @param deferred the caller does not wait for TeleSign
 * @param notAfter after which it is not to be sent any more; null where it may always be
 * @param sendBefore until when a command whose caller waits may wait for its turn
 * @param deadline when the caller must have an answer
 */
record Command(
        Message message,
        Entry.Content content,
        Buffer body,
        Entry.@Nullable CommandKey key,
        boolean deferred,
        @Nullable Instant notAfter,
        Deadline sendBefore,
        Deadline deadline) {

    /** No further attempt begins after that. */
    Deadline retryUntil() {
        return notAfter == null ? deadline : sendBefore;
    }

    Lane lane() {
        return Lane.of(message.messageType());
    }
}
