package omnirelay.storage.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another JVM that runs a PostgreSQL on a data directory, as another relay would, until it is told to end or killed. */
final class ChildRelay implements AutoCloseable {
    private final Process process;

    private ChildRelay(Process process) {
        this.process = process;
    }

    /** What the child runs. */
    public static void main(String[] args) throws IOException {
        try (var postgres = EmbeddedPostgres.start(Path.of(args[0]))) {
            System.out.write(("ready on " + postgres.settings().port() + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            while (System.in.read() >= 0) {}
        }
    }

    /** Returns once its PostgreSQL is ready. */
    static ChildRelay on(Path dataDir, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildRelay.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        var child = new ChildRelay(builder.start());
        BufferedReader output = child.process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.startsWith("ready")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the child did not start");
        }
        return child;
    }

    long pid() {
        return process.pid();
    }

    /** As by {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join().destroyForcibly();
    }
}
