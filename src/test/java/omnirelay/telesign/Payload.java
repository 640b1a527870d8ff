package omnirelay.telesign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A recorded or made-up body, kept byte for byte under the name of what it shows. */
final class Payload {
    private Payload() {}

    static byte[] bytes(String name) {
        try (InputStream in = Payload.class.getResourceAsStream("/telesign/" + name)) {
            if (in == null) {
                throw new AssertionError("no payload " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
