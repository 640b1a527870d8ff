package omnirelay.storage.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import omnirelay.config.StartupException;
import org.jspecify.annotations.Nullable;

/** Keeps a second relay off a data directory. The system drops the lock when the process ends, however it ends. */
final class DataDirLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private DataDirLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock or refuses, naming the process that holds it. */
    static DataDirLock take(Path dataDir) {
        Path file = dataDir.resolve("relay.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String holder = read(channel);
                channel.close();
                throw new StartupException(
                        "Another relay%s is running on the data directory %s: stop it, or set data.dir"
                                .formatted(holder.isEmpty() ? "" : " (process " + holder + ")", dataDir));
            }
            write(channel, Long.toString(ProcessHandle.current().pid()));
            return new DataDirLock(file, channel);
        } catch (IOException e) {
            throw Refusal.of("The data directory %s cannot be used".formatted(dataDir), e);
        }
    }

    Path file() {
        return file;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
