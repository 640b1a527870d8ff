package omnirelay.support;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts one direction of a PostgreSQL connection into the protocol's messages: a type, a length that counts itself, the
 * rest. Only the first message to the server has no type.
 */
final class PostgresMessages {
    private static final int LENGTH = 4;

    private Buffer unread = Buffer.buffer();
    private boolean typed;
    private boolean stopped;

    /** One message; its type is 0 where it has none. */
    record Message(char type, Buffer bytes) {
        boolean holds(Buffer content) {
            int begin = 1 + LENGTH;
            return bytes.length() == begin + content.length()
                    && Arrays.equals(bytes.getBytes(begin, bytes.length()), content.getBytes());
        }
    }

    PostgresMessages(boolean fromClient) {
        this.typed = !fromClient;
    }

    /** Whatever still comes is swallowed. */
    void stop() {
        stopped = true;
    }

    void read(Buffer bytes, Consumer<Message> take) {
        unread.appendBuffer(bytes);
        int position = 0;
        while (!stopped) {
            int head = typed ? 1 : 0;
            if (unread.length() < position + head + LENGTH) {
                break;
            }
            int end = position + head + unread.getInt(position + head);
            if (unread.length() < end) {
                break;
            }
            char type = typed ? (char) unread.getByte(position) : 0;
            typed = true;
            take.accept(new Message(type, unread.getBuffer(position, end)));
            position = end;
        }
        unread = unread.getBuffer(position, unread.length());
    }
}
