package omnirelay.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.CallbackSignature;

/** Signs as TeleSign does, so that code written for TeleSign's callbacks takes these. */
record TelesignSigner(ApiKey key) implements Signer {
    @Override
    public MultiMap headers(String id, Buffer body, Instant now) {
        return CallbackSignature.headers(key, body.getBytes());
    }
}
