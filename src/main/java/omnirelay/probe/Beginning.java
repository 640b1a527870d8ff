package omnirelay.probe;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/**
 * As much of an answer as is looked at: anything may stand at the address that is checked, and talk for as long as it
 * likes. The relay's own answer is far shorter.
 */
final class Beginning {
    private static final int LONGEST = 64 * 1024;

    private final HttpClientRequest request;
    private final Buffer bytes = Buffer.buffer();
    private final Promise<Buffer> read = Promise.promise();

    private Beginning(HttpClientRequest request) {
        this.request = request;
    }

    /** Succeeds at the answer's end; where it is longer, with its beginning, and nobody reads the rest. */
    static Future<Buffer> of(HttpClientRequest request, HttpClientResponse response) {
        Beginning beginning = new Beginning(request);
        response.handler(beginning::append)
                .endHandler(end -> beginning.read.tryComplete(beginning.bytes))
                .exceptionHandler(beginning.read::tryFail);
        return beginning.read.future();
    }

    private void append(Buffer chunk) {
        bytes.appendBuffer(chunk, 0, Math.min(chunk.length(), LONGEST - bytes.length()));
        if (bytes.length() == LONGEST && read.tryComplete(bytes)) {
            request.reset();
        }
    }
}
