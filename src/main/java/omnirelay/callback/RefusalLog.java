package omnirelay.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import omnirelay.telesign.Authenticity.Cause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that callbacks were refused, at once and then at most once a minute for each cause: the address is public, so
 * anybody could fill the log.
 */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<Cause, Said> said = new EnumMap<>(Cause.class);

    /** When a line was last written, and how many refusals it did not count. */
    private record Said(Instant at, int since) {
        Said more() {
            return new Said(at, since + 1);
        }
    }

    RefusalLog(InstantSource clock) {
        this.clock = clock;
    }

    void refused(Cause cause) {
        Instant now = clock.instant();
        Said last = said.get(cause);
        if (last != null && now.isBefore(last.at().plus(SILENCE))) {
            said.put(cause, last.more());
            return;
        }
        said.put(cause, new Said(now, 0));
        LOG.warn("refused a callback that TeleSign did not sign: {}{}", cause.wire(), unsaid(last));
    }

    private static String unsaid(@Nullable Said last) {
        return last == null || last.since() == 0 ? "" : ", and %d more since %s".formatted(last.since(), last.at());
    }
}
