package omnirelay.storage.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import omnirelay.config.StartupException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this system, packed, on the class path. */
record PostgresArchive(URL location) {
    /** The major version that the build brings along. */
    static final int MAJOR = 17;

    private static final Map<String, String> SYSTEMS = Map.of("linux", "linux", "mac os x", "darwin");
    private static final Map<String, String> MACHINES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64");

    /**
     * Finds it.
     *
     * @throws StartupException where the build brings none for this system
     */
    static PostgresArchive forThisSystem() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        URL location = PostgresArchive.class.getResource(
                "/postgres-%s-%s.txz".formatted(SYSTEMS.get(system), MACHINES.get(machine)));
        if (location == null) {
            throw new StartupException("The relay brings no PostgreSQL of its own for %s on %s: set database.url"
                    .formatted(System.getProperty("os.name"), machine));
        }
        return new PostgresArchive(location);
    }

    /** Tells one archive from another, as a jar already does for each of its entries. */
    String checksum() throws IOException {
        return Long.toHexString(
                ((JarURLConnection) location.openConnection()).getJarEntry().getCrc());
    }

    /** Unpacks {@code bin}, {@code lib} and {@code share} into an empty directory. */
    void unpack(Path target) throws IOException {
        try (InputStream packed = new BufferedInputStream(location.openStream(), 1 << 16);
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
