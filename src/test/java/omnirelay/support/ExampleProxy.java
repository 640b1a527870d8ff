package omnirelay.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real nginx or Caddy with the example that {@code conf/} gives: only names, certificates, ports and places of files
 * are others. Where it is not installed the test is skipped, unless {@code OMNIRELAY_TEST_PROXIES} is set.
 */
public final class ExampleProxy implements AutoCloseable {
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin");

    private final Process process;
    private final Path dir;
    private final int relayPort;
    private final int callbackPort;

    /** Which one, and what its example says that a test must say otherwise. */
    public enum Kind {
        NGINX("nginx", "nginx.conf") {
            @Override
            String adapted(String example, Map<String, String> places) {
                return example.replaceFirst("listen 443 ssl;", "listen 127.0.0.1:" + places.get("hooks") + " ssl;")
                        .replaceFirst("listen 443 ssl;", "listen 127.0.0.1:" + places.get("front") + " ssl;")
                        .replaceAll("/etc/ssl|/var/log/nginx", places.get("dir"))
                        .replace("worker_processes auto;", "daemon off; pid nginx.pid; worker_processes 1;")
                        .replace(
                                "http {",
                                "http { client_body_temp_path body; proxy_temp_path proxy;"
                                        + " fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;");
            }

            @Override
            List<String> command(Path program, Path config) {
                return List.of(program.toString(), "-p", config.getParent() + "/", "-c", config.toString());
            }
        },
        CADDY("caddy", "Caddyfile") {
            @Override
            String adapted(String example, Map<String, String> places) {
                String tls = " {\n\ttls %1$s/relay.pem %1$s/relay.key\n\tbind 127.0.0.1\n".formatted(places.get("dir"));
                return example.replaceFirst(
                                "\\{\n\tlog",
                                "{\n\tadmin off\n\tauto_https disable_redirects\n\tdefault_sni localhost\n\tlog")
                        .replace("hooks.example.com {\n", "https://localhost:" + places.get("hooks") + tls)
                        .replace("relay.example.com {\n", "https://localhost:" + places.get("front") + tls);
            }

            @Override
            List<String> command(Path program, Path config) {
                return List.of(program.toString(), "run", "--adapter", "caddyfile", "--config", config.toString());
            }
        };

        private final String program;
        private final String example;

        Kind(String program, String example) {
            this.program = program;
            this.example = example;
        }

        abstract String adapted(String example, Map<String, String> places);

        abstract List<String> command(Path program, Path config);
    }

    private ExampleProxy(Process process, Path dir, int relayPort, int callbackPort) {
        this.process = process;
        this.dir = dir;
        this.relayPort = relayPort;
        this.callbackPort = callbackPort;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param dir for its files; nothing else is in there
     * @param http the relay's port, {@code callbacks} the one of callbacks
     */
    public static ExampleProxy start(Kind kind, Path dir, ServerCertificate certificate, int http, int callbacks) {
        try {
            Files.writeString(dir.resolve("relay.pem"), certificate.certificate());
            Files.writeString(dir.resolve("relay.key"), certificate.key());
            int front = freePort();
            int hooks = freePort();
            String example = Files.readString(Path.of("conf", kind.example));
            Map<String, String> places =
                    Map.of("dir", dir.toString(), "front", String.valueOf(front), "hooks", String.valueOf(hooks));
            String config = kind.adapted(example, places)
                    .replace("127.0.0.1:8080", "127.0.0.1:" + http)
                    .replace("127.0.0.1:8443", "127.0.0.1:" + callbacks);
            Path file = Files.writeString(dir.resolve(kind.example), config);
            ProcessBuilder builder = new ProcessBuilder(kind.command(program(kind), file))
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("output.log").toFile());
            builder.environment().put("HOME", dir.toString());
            ExampleProxy proxy = new ExampleProxy(builder.start(), dir, front, hooks);
            proxy.awaitListening();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path program(Kind kind) {
        Optional<Path> installed = Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)), FOLDERS.stream())
                .map(folder -> Path.of(folder, kind.program))
                .filter(Files::isExecutable)
                .findFirst();
        if (installed.isEmpty() && System.getenv("OMNIRELAY_TEST_PROXIES") != null) {
            throw new AssertionError(kind.program + " is not installed, but OMNIRELAY_TEST_PROXIES is set");
        }
        return installed.orElseGet(
                () -> abort(kind.program + " is not installed, so conf/" + kind.example + " is not tested"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the proxy ended: " + written());
            }
            return isListening(relayPort) && isListening(callbackPort);
        });
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where applications and pages come in, by TLS. */
    public int port() {
        return relayPort;
    }

    /** Where TeleSign comes in, by TLS. */
    public int callbackPort() {
        return callbackPort;
    }

    /** Everything it has logged. */
    public String written() {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .map(ExampleProxy::content)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
