package omnirelay.storage.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import omnirelay.config.StartupException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path once into a directory named by the archive's checksum, so that
 * another release of the relay finds out by itself that it has to unpack its own.
 */
final class PostgresBinaries {
    /** The major version of the archives that the build brings along. */
    static final int MAJOR = 17;

    private static final Map<String, String> SYSTEMS = Map.of("linux", "linux", "mac os x", "darwin");
    private static final Map<String, String> MACHINES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64");

    private final Path parent;

    PostgresBinaries(Path dataDir) {
        this.parent = dataDir.resolve("binaries");
    }

    /** Their directory, with {@code bin}, {@code lib} and {@code share}. */
    Path unpack() {
        URL archive = archive();
        try {
            Path target = parent.resolve(checksum(archive));
            if (!Files.isDirectory(target)) {
                Trees.delete(parent);
                Path unfinished = Files.createDirectories(parent.resolve("unfinished"));
                unpack(archive, unfinished);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return target;
        } catch (IOException e) {
            throw new StartupException(
                    "PostgreSQL's programs cannot be unpacked into " + parent + ": " + Trees.reason(e), e);
        }
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        URL archive = PostgresBinaries.class.getResource(
                "/postgres-%s-%s.txz".formatted(SYSTEMS.get(system), MACHINES.get(machine)));
        if (archive == null) {
            throw new StartupException("The relay brings no PostgreSQL of its own for %s on %s: set database.url"
                    .formatted(System.getProperty("os.name"), machine));
        }
        return archive;
    }

    private static String checksum(URL archive) throws IOException {
        var connection = (JarURLConnection) archive.openConnection();
        return Long.toHexString(connection.getJarEntry().getCrc());
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream packed = new BufferedInputStream(archive.openStream(), 1 << 16);
                var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isNeeded(entry.getName())) {
                    write(entry, tar, target.resolve(entry.getName()));
                }
            }
        }
    }

    /** What only serves to compile against PostgreSQL stays packed. */
    private static boolean isNeeded(String name) {
        return !name.endsWith(".a") && !name.contains("/pgxs/") && !name.contains("/pkgconfig/");
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean program = (entry.getMode() & 0111) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
