package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import omnirelay.config.Secret;
import omnirelay.config.StartupException;

/** PostgreSQL's files: made once, then kept from start to start. */
final class PostgresCluster {
    static final String USER = "omnirelay";
    static final String DATABASE = "postgres";

    private static final int PASSWORD_BYTES = 24;

    private final Path dir;
    private final Path passwordFile;

    PostgresCluster(Path dataDir) {
        this.dir = dataDir.resolve("postgresql");
        this.passwordFile = dataDir.resolve("postgresql.password");
    }

    Path dir() {
        return dir;
    }

    /** Refuses files of another major version: PostgreSQL cannot read them. */
    void refuseOtherVersion(int major) {
        if (!Files.exists(dir)) {
            return;
        }
        String found = versionFound();
        if (!found.equals(Integer.toString(major))) {
            throw new StartupException(
                    "%s was written by PostgreSQL %s, but this relay brings %d: start the release that wrote it and take a"
                                    .formatted(dir, found, major)
                            + " pg_dump, or run PostgreSQL " + found + " yourself and set database.url");
        }
    }

    private String versionFound() {
        try {
            return Files.readString(dir.resolve("PG_VERSION")).strip();
        } catch (IOException e) {
            throw new StartupException(
                    "%s is not a PostgreSQL data directory (PG_VERSION: %s): move it away, or set data.dir"
                            .formatted(dir, Trees.reason(e)),
                    e);
        }
    }

    /** Made aside and then renamed, so that a first start that was cut short is simply a first start again. */
    void createIfMissing(Path binaries, PostgresAccount account) throws IOException {
        if (Files.exists(dir)) {
            account.claim(dir);
            account.claim(passwordFile);
            return;
        }
        Path unfinished = dir.resolveSibling("postgresql.unfinished");
        Trees.delete(unfinished);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.claim(unfinished);
        writePassword(account);
        Command.Result initdb = account.command(
                        binaries.resolve("bin/initdb").toString(),
                        "--pgdata=" + unfinished,
                        "--username=" + USER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions")
                .run(Duration.ofMinutes(2));
        if (!initdb.succeeded()) {
            throw new StartupException(
                    "PostgreSQL's files cannot be made in %s: %s".formatted(dir, lastLine(initdb.output())));
        }
        Files.move(unfinished, dir, StandardCopyOption.ATOMIC_MOVE);
    }

    Secret password() {
        try {
            return new Secret(Files.readString(passwordFile).strip());
        } catch (IOException e) {
            throw new StartupException(
                    "The password of the relay's PostgreSQL cannot be read from %s: %s"
                            .formatted(passwordFile, Trees.reason(e)),
                    e);
        }
    }

    private void writePassword(PostgresAccount account) throws IOException {
        var random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, HexFormat.of().formatHex(random) + "\n");
        account.claim(passwordFile);
    }

    private static String lastLine(String output) {
        return output.substring(output.lastIndexOf('\n') + 1);
    }
}
