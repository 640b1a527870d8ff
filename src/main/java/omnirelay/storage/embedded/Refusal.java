package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import omnirelay.config.StartupException;

/** Why there is no PostgreSQL, in one sentence; a file system's own exceptions often say nothing but a file's name. */
final class Refusal {
    private Refusal() {}

    static StartupException of(String what, IOException cause) {
        return new StartupException(what + ": " + reason(cause), cause);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        String reason = e instanceof FileSystemException fileSystem ? fileSystem.getReason() : null;
        return reason == null ? String.valueOf(e.getMessage()) : reason;
    }
}
