package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directories at once. */
final class Trees {
    private Trees() {}

    /** Removes a directory with all that is in it; nothing happens where there is none. */
    static void delete(Path root) throws IOException {
        for (Path path : within(root)) {
            Files.delete(path);
        }
    }

    /** Gives a directory with all that is in it to another user and group. */
    static void chown(Path root, int uid, int gid) throws IOException {
        for (Path path : within(root)) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static List<Path> within(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
