package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import omnirelay.config.Secret;

/** The password of the relay's own PostgreSQL: made at random, kept where only its owner can read it. */
record PasswordFile(Path path) {
    private static final int BYTES = 24;

    /** Makes a new one, for files that are yet to be made. */
    void create() throws IOException {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(path);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(path, HexFormat.of().formatHex(random) + "\n");
    }

    Secret read() {
        try {
            return new Secret(Files.readString(path).strip());
        } catch (IOException e) {
            throw Refusal.of("The password of the relay's own PostgreSQL cannot be read from " + path, e);
        }
    }
}
