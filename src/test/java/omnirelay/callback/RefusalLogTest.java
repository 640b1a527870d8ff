package omnirelay.callback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import omnirelay.telesign.Authenticity.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final RefusalLog log = new RefusalLog(() -> now);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
    }

    @Test
    void saysTheFirstOfEachCauseAtOnce() {
        log.refused(Cause.MISSING);
        log.refused(Cause.WRONG_SIGNATURE);

        assertThat(said())
                .containsExactly(
                        "refused a callback that TeleSign did not sign: missing",
                        "refused a callback that TeleSign did not sign: wrong_signature");
    }

    @Test
    void countsWhatItDidNotSay() {
        for (int refused = 0; refused < 1_000; refused++) {
            log.refused(Cause.MISSING);
            now = now.plusMillis(59);
        }
        now = now.plus(Duration.ofMinutes(1));
        log.refused(Cause.MISSING);

        assertThat(said())
                .containsExactly(
                        "refused a callback that TeleSign did not sign: missing",
                        "refused a callback that TeleSign did not sign: missing, and 999 more since"
                                + " 2026-11-22T08:00:00Z");
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
