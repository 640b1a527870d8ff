package omnirelay.send;

import io.vertx.core.buffer.Buffer;
import omnirelay.message.Entry;
import omnirelay.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A command that has been found valid.
 *
 * @param body what is sent to TeleSign
 * @param deferred the caller does not wait for TeleSign
 * @param deadline when the caller must have an answer
 */
record Command(
        Message message,
        Entry.Content content,
        Buffer body,
        Entry.@Nullable CommandKey key,
        boolean deferred,
        Deadline deadline) {}
