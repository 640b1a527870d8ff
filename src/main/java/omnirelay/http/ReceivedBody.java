package omnirelay.http;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * A request's body, byte for byte.
 *
 * @param bytes empty where there is none
 * @param arrivedAt when the last byte came
 * @param arrivedNanos the same on {@link System#nanoTime}'s scale, for deadlines
 */
public record ReceivedBody(Buffer bytes, Instant arrivedAt, long arrivedNanos) {}
