package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server that does with each request what the test says, down to the bytes and the end of the connection. */
final class ScriptedServer implements AutoCloseable {
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final NetServer server;
    private final BlockingQueue<RawRequest> requests = new LinkedBlockingQueue<>();
    private final Deque<Consumer<NetSocket>> script = new ArrayDeque<>();
    private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

    ScriptedServer(Vertx vertx) {
        server = vertx.createNetServer()
                .connectHandler(this::connected)
                .listen(0, "127.0.0.1")
                .await();
    }

    int port() {
        return server.actualPort();
    }

    /** What to do with the next request that has no step yet. */
    ScriptedServer then(Consumer<NetSocket> step) {
        synchronized (script) {
            script.add(step);
        }
        return this;
    }

    ScriptedServer thenAnswer(int status, String body) {
        return then(socket -> socket.write(answer(status, body)));
    }

    static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " Whatever\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(UTF_8).length + END_OF_HEAD + body;
    }

    /** The next request as it came over the wire; waits for it. */
    RawRequest request() throws InterruptedException {
        RawRequest request = requests.poll(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    boolean hasNoMoreRequests() {
        return requests.isEmpty();
    }

    void awaitClosedConnection() throws InterruptedException {
        if (closed.poll(10, TimeUnit.SECONDS) == null) {
            throw new AssertionError("no connection was closed");
        }
    }

    private void connected(NetSocket socket) {
        StringBuilder received = new StringBuilder();
        socket.closeHandler(end -> closed.add("closed"));
        socket.exceptionHandler(reset -> {});
        socket.handler(bytes -> {
            received.append(bytes.toString(ISO_8859_1));
            int head = received.indexOf(END_OF_HEAD);
            if (head >= 0 && received.length() >= head + END_OF_HEAD.length() + length(received.substring(0, head))) {
                requests.add(parsed(received.substring(0, head), received.substring(head + END_OF_HEAD.length())));
                received.setLength(0);
                step().accept(socket);
            }
        });
    }

    private Consumer<NetSocket> step() {
        synchronized (script) {
            return script.isEmpty() ? socket -> {} : script.remove();
        }
    }

    private static int length(String head) {
        String length = headers(head).get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Integer.parseInt(length);
    }

    private static RawRequest parsed(String head, String body) {
        String[] line = head.substring(0, head.indexOf("\r\n")).split(" ", 3);
        return new RawRequest(line[0], line[1], headers(head), Buffer.buffer(body.getBytes(ISO_8859_1)));
    }

    private static MultiMap headers(String head) {
        MultiMap headers = HttpHeaders.headers();
        Arrays.stream(head.split("\r\n"))
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .forEach(header -> headers.add(header[0], header[1]));
        return headers;
    }

    @Override
    public void close() {
        server.close().await();
    }
}
