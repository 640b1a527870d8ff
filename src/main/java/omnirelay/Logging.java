package omnirelay;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.logging.LogManager;
import omnirelay.config.RelayConfig.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line an event on standard output: the relay's own at the configured level, its libraries' warnings only. */
final class Logging {
    /** A failure's stack stays on the line of its event. */
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{0}: %msg"
            + "%replace(%replace( | %ex{8}){'\\s*\\n\\s*', ' | '}){' \\| $', ''}%nopex%n";

    private Logging() {}

    static void configure(Log log) {
        // PostgreSQL's JDBC driver writes to Java's own log what it also throws.
        LogManager.getLogManager().reset();
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console(context, encoder(context, log.format())));
        // Vert.x registers a gauge again for everything that shares it, which is right and of which Micrometer warns.
        context.getLogger("io.micrometer.core.instrument.MeterRegistry").setLevel(Level.ERROR);
        context.getLogger("omnirelay").setLevel(Level.toLevel(log.level()));
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, Log.Format format) {
        Encoder<ILoggingEvent> encoder = format == Log.Format.JSON ? json() : text();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static PatternLayoutEncoder text() {
        var encoder = new PatternLayoutEncoder();
        encoder.setPattern(LINE);
        return encoder;
    }

    private static JsonEncoder json() {
        var encoder = new JsonEncoder();
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMarkers(false);
        encoder.setWithMDC(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        return encoder;
    }
}
