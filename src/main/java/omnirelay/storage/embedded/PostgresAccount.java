package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import omnirelay.config.StartupException;
import org.jspecify.annotations.Nullable;

/**
 * As whom, and through which programs of the system, PostgreSQL is run.
 *
 * <p>It refuses to run as root, so root gives it another user: the data directory's owner, or "nobody" where that is
 * root too. Everywhere it gets a session of its own, so that Ctrl-C in a terminal stops the relay first, and the wish
 * to be told to stop ({@code pdeathsig}) when the relay is killed.
 *
 * @param prefix what stands before the program on the command line
 * @param owner who must own the files; null where they are the relay's own
 */
record PostgresAccount(List<String> prefix, @Nullable Owner owner) {

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

    /** A user and a group of the system, by number. */
    record Owner(int uid, int gid) {
        static final Owner ROOT = new Owner(0, 0);
        static final Owner NOBODY = new Owner(65534, 65534);

        static Owner of(Path path) throws IOException {
            return new Owner((int) Files.getAttribute(path, "unix:uid"), (int) Files.getAttribute(path, "unix:gid"));
        }
    }

    /**
     * The first way that works here.
     *
     * @param isNew whether the directory was just made, so that it may be given to whomever PostgreSQL runs as
     */
    static PostgresAccount choose(Path dataDir, boolean isNew) throws IOException {
        if (!isLinux()) {
            return new PostgresAccount(List.of(), null);
        }
        for (PostgresAccount candidate : isRoot() ? forRoot(dataDir) : forOrdinaryUser()) {
            if ((!isNew || candidate.canTake(dataDir)) && candidate.canEnter(dataDir)) {
                return candidate;
            }
        }
        throw new StartupException(
                "PostgreSQL does not run as root, and neither setpriv nor unshare can give it another"
                        + " user here: start the relay as an ordinary user, or set database.url");
    }

    private boolean canTake(Path dir) {
        try {
            claim(dir);
            return true;
        } catch (IOException notPermitted) {
            return false;
        }
    }

    private boolean canEnter(Path dir) {
        return command("test", "-x", dir.toString()).run(PROBE_LIMIT).succeeded();
    }

    Command command(String... words) {
        return new Command(Stream.concat(prefix.stream(), Stream.of(words)).toList());
    }

    /** Gives files to the account's owner, where it has one. */
    void claim(Path root) throws IOException {
        if (owner != null && Files.exists(root) && !owner.equals(Owner.of(root))) {
            Trees.chown(root, owner.uid(), owner.gid());
        }
    }

    private static List<PostgresAccount> forOrdinaryUser() {
        return Stream.of("setsid setpriv --pdeathsig INT", "setsid", "env")
                .map(prefix -> new PostgresAccount(words(prefix), null))
                .toList();
    }

    private static List<PostgresAccount> forRoot(Path dataDir) throws IOException {
        Owner present = Owner.of(dataDir);
        Owner user = present.uid() == 0 ? Owner.NOBODY : present;
        String setpriv =
                "setsid setpriv --reuid=%d --regid=%d --clear-groups --pdeathsig INT".formatted(user.uid(), user.gid());
        // A directory below one that others may not enter, as /root is, needs the capability; the secure bit keeps it
        // in force for access(2), by which PostgreSQL looks for its own program.
        String capable = " --inh-caps=+dac_override --ambient-caps=+dac_override --securebits=+no_setuid_fixup";
        return List.of(
                new PostgresAccount(words(setpriv), user),
                new PostgresAccount(words(setpriv + capable), user),
                new PostgresAccount(words("setsid unshare -U setpriv --pdeathsig INT"), Owner.ROOT),
                new PostgresAccount(words("unshare -U"), Owner.ROOT));
    }

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }

    private static boolean isLinux() {
        return Files.isDirectory(Path.of("/proc/self"));
    }

    private static boolean isRoot() throws IOException {
        return Owner.of(Path.of("/proc/self")).uid() == 0;
    }
}
