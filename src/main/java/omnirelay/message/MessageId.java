package omnirelay.message;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The relay's id of a message: a UUIDv7, so ids sort by time. Written as 32 upper-case hex digits, the shape of
 * TeleSign's {@code reference_id}.
 */
public record MessageId(UUID value) implements Comparable<MessageId> {
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    /** The length of the written form. */
    public static final int LENGTH = 32;

    public static MessageId at(Instant time, RandomGenerator random) {
        return of(time, random.nextLong(), random.nextLong());
    }

    /** The lowest id of that millisecond: the bound of a time range. */
    public static MessageId lowestAt(Instant time) {
        return of(time, 0, 0);
    }

    private static MessageId of(Instant time, long high, long low) {
        long most = (time.toEpochMilli() << 16) | 0x7000L | (high & 0x0FFFL);
        long least = 0x8000_0000_0000_0000L | (low & 0x3FFF_FFFF_FFFF_FFFFL);
        return new MessageId(new UUID(most, least));
    }

    /** The id that {@code text} writes, in either case; empty where it is none. */
    public static Optional<MessageId> parse(String text) {
        if (!HEX.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new MessageId(
                new UUID(Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, LENGTH, 16))));
    }

    public Instant time() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    @Override
    public int compareTo(MessageId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return UPPER.toHexDigits(value.getMostSignificantBits()) + UPPER.toHexDigits(value.getLeastSignificantBits());
    }
}
