package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program of the system or of PostgreSQL, run in an environment that does not depend on the person's locale. */
record Command(List<String> words) {
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * @param output what it said, both streams
     */
    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }

        String lastLine() {
            return output.substring(output.lastIndexOf('\n') + 1);
        }
    }

    /** Not started yet; both streams in one. */
    ProcessBuilder builder() {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse(USUAL_PATH));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** Runs it to its end; exit code 127 where it does not exist, as a shell would say. */
    Result run(Duration limit) {
        Process process;
        try {
            process = builder().start();
        } catch (IOException missing) {
            return new Result(127, String.valueOf(missing.getMessage()));
        }
        try {
            process.getOutputStream().close();
            process.onExit().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
                process.destroyForcibly();
                return process;
            });
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            process.destroyForcibly();
            return new Result(126, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Result(130, "interrupted");
        }
    }

    /** Sends a signal by its name ("INT"); Java itself knows only TERM and KILL. */
    static void signal(String name, long pid) {
        new Command(List.of("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid))).run(Duration.ofSeconds(2));
    }
}
