package omnirelay.feed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import omnirelay.message.Event;
import omnirelay.message.MessageId;
import omnirelay.message.NumberedEvent;
import omnirelay.message.NumberedEvent.Facets;
import omnirelay.message.Outcome;
import org.jspecify.annotations.Nullable;

/** Events as a log holds them. */
final class TestEvents {
    static final MessageId MESSAGE = new MessageId(new UUID(0x01A2_0245_DB89_7C3EL, 0x9A0B_5D6F_1E2C_3B4AL));

    private TestEvents() {}

    /** Even ones are about mms, odd ones about sms. */
    static NumberedEvent event(long seq, String body) {
        return new NumberedEvent(seq, Instant.EPOCH, facets(seq % 2 == 0 ? "mms" : "sms"), body);
    }

    static List<NumberedEvent> events(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(seq -> event(seq, "{\"seq\":" + seq + "}"))
                .toList();
    }

    private static Facets facets(@Nullable String channel) {
        return new Facets(
                Event.Type.CHANNEL_STATUS,
                MESSAGE,
                "35C8B5D509BC10689196FED2AD551B8A",
                "order-42",
                FeedUnderTest.NUMBERS.of("15551235309"),
                channel,
                3056,
                Outcome.FAILED,
                3001,
                Outcome.IN_PROGRESS,
                "MKT",
                "shop",
                "autumn",
                "US");
    }
}
