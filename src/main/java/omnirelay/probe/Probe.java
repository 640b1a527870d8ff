package omnirelay.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The body of a test callback. It is told by how it begins, so that nothing needs to be parsed. */
public final class Probe {
    private static final byte[] BEGINNING = "{\"omnirelay_probe\": ".getBytes(UTF_8);

    private Probe() {}

    /** A body that whatever rewrites JSON, line ends or characters on the way would change. */
    static byte[] body(String nonce) {
        return (new String(BEGINNING, UTF_8) + "\"" + nonce
                        + "\",\r\n  \"kept\" :\t\"\\u00e9 é €\\/\", \"number\": 1.0 }\n")
                .getBytes(UTF_8);
    }

    /** Whether a callback is one; a signature must have proved first that it may be asked for. */
    public static boolean is(byte[] body) {
        return body.length > BEGINNING.length
                && Arrays.equals(body, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
    }
}
