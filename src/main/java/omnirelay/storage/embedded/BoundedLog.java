package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log of at most two files: the present one, and the one before it. It begins anew where the present one is full, or
 * belongs to another user who once ran the relay. For one thread.
 */
record BoundedLog(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedLog.class);
    private static final long BYTES_MAX = 4L << 20;

    /** A line that cannot be written is lost: nothing more important may fail for it. */
    void append(String line) {
        try {
            if (Files.exists(file) && (Files.size(file) > BYTES_MAX || !Files.isWritable(file))) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("A line of PostgreSQL's log cannot be written to {}: {}", file, e.getMessage());
        }
    }
}
