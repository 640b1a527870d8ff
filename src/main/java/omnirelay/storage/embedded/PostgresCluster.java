package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import omnirelay.config.Secret;
import omnirelay.config.StartupException;

/** PostgreSQL's files: made once, then kept from start to start. */
final class PostgresCluster {
    static final String USER = "omnirelay";
    static final String DATABASE = "postgres";

    private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);

    /** Many would slow every connection down to protect a password that people chose; this one is 256 random bits. */
    private static final int PASSWORD_ITERATIONS = 1;

    private final Path dir;
    private final PasswordFile password;

    PostgresCluster(Path dataDir) {
        this.dir = dataDir.resolve("postgresql");
        this.password = new PasswordFile(dataDir.resolve("postgresql.password"));
    }

    Path dir() {
        return dir;
    }

    Secret password() {
        return password.read();
    }

    /** Refuses files of another major version: PostgreSQL cannot read them. */
    void refuseOtherVersion(int major) {
        if (!Files.exists(dir)) {
            return;
        }
        String found = versionFound();
        if (!found.equals(Integer.toString(major))) {
            throw new StartupException(
                    ("%1$s was written by PostgreSQL %2$s, but this relay brings %3$d: run PostgreSQL %2$s on it and set"
                                    + " database.url, or carry the data over with pg_dump")
                            .formatted(dir, found, major));
        }
    }

    private String versionFound() {
        try {
            return Files.readString(dir.resolve("PG_VERSION")).strip();
        } catch (IOException e) {
            throw Refusal.of(
                    dir + " is no PostgreSQL data directory: move it away, or set data.dir; its PG_VERSION", e);
        }
    }

    /** Made aside and then renamed, so that a first start that was cut short is simply a first start again. */
    void createIfMissing(PostgresBinaries binaries, PostgresAccount account) throws IOException {
        if (!Files.exists(dir)) {
            Path unfinished = dir.resolveSibling("postgresql.unfinished");
            Trees.delete(unfinished);
            Files.createDirectory(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            account.claim(unfinished);
            password.create();
            account.claim(password.path());
            initialize(unfinished, binaries, account);
            Files.move(unfinished, dir, StandardCopyOption.ATOMIC_MOVE);
        }
        account.claim(dir);
        account.claim(password.path());
    }

    /** A locale that PostgreSQL itself provides: the system's may be missing, and its sort order may change. */
    private void initialize(Path files, PostgresBinaries binaries, PostgresAccount account) {
        Command.Result initdb = account.command(
                        binaries.program("initdb"),
                        "--pgdata=" + files,
                        "--username=" + USER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + password.path(),
                        "--set=scram_iterations=" + PASSWORD_ITERATIONS,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions")
                .run(INITDB_LIMIT);
        if (!initdb.succeeded()) {
            throw new StartupException("PostgreSQL's files cannot be made in %s: %s".formatted(dir, initdb.lastLine()));
        }
    }
}
