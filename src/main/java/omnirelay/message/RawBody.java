package omnirelay.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes exactly as they came over the wire, known by their SHA-256. */
public final class RawBody {
    private final byte[] bytes;
    private final String hash;

    private RawBody(byte[] bytes, String hash) {
        this.bytes = bytes;
        this.hash = hash;
    }

    public static RawBody of(byte[] bytes) {
        byte[] own = bytes.clone();
        return new RawBody(own, HexFormat.of().formatHex(sha256().digest(own)));
    }

    /** The same bytes, known as the {@code index}th of several things they tell of, counted from 0. */
    public RawBody part(int index) {
        return new RawBody(bytes, hash + "/" + index);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /** SHA-256 in lower-case hex; of a part with its index behind it. */
    public String hash() {
        return hash;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawBody body && body.hash.equals(hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    /** Never the bytes: they may hold numbers and texts. */
    @Override
    public String toString() {
        return "RawBody[" + bytes.length + " bytes, " + hash + "]";
    }
}
