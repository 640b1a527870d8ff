package omnirelay.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps every line that anything in this process logs, down to what nobody would switch on, until it is closed. */
public final class LogBook implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("omnirelay");
    private final Level rootLevel = root.getLevel();
    private final Level oursLevel = ours.getLevel();
    private final ListAppender<ILoggingEvent> kept = new ListAppender<>();

    private LogBook() {}

    public static LogBook open() {
        LogBook book = new LogBook();
        book.kept.list = new CopyOnWriteArrayList<>();
        book.kept.start();
        book.root.addAppender(book.kept);
        book.root.setLevel(Level.DEBUG);
        book.ours.setLevel(Level.TRACE);
        return book;
    }

    /** Each with its stack trace, where it has one. */
    public List<String> lines() {
        return kept.list.stream()
                .map(event -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
    }

    @Override
    public void close() {
        ours.setLevel(oursLevel);
        root.setLevel(rootLevel);
        root.detachAppender(kept);
    }
}
