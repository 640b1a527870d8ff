package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * PostgreSQL's programs, unpacked. Their directory bears the archive's checksum, so that another release of the relay
 * finds out by itself that it has to unpack its own.
 */
record PostgresBinaries(Path directory) {

    /** Unpacks them unless an earlier start has; aside first, so that a start cut short leaves nothing half done. */
    static PostgresBinaries in(Path dataDir, PostgresArchive archive, PostgresAccount account) {
        Path parent = dataDir.resolve("binaries");
        try {
            Path directory = parent.resolve(archive.checksum());
            if (!Files.isDirectory(directory)) {
                Trees.delete(parent);
                Path unfinished = Files.createDirectories(parent.resolve("unfinished"));
                archive.unpack(unfinished);
                Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
                account.claim(parent);
            }
            return new PostgresBinaries(directory);
        } catch (IOException e) {
            throw Refusal.of("PostgreSQL's programs cannot be unpacked into " + parent, e);
        }
    }

    String program(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }
}
