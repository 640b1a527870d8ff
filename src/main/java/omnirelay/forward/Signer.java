package omnirelay.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** Says in headers who sends a body. */
interface Signer {

    /**
     * The headers.
     *
     * @param id of what is told, the same in every try
     */
    MultiMap headers(String id, Buffer body, Instant now);
}
