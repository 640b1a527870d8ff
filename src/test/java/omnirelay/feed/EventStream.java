package omnirelay.feed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/** Server-sent events as a client of the standard reads them, block by block. Waits for as long as its test may run. */
final class EventStream implements AutoCloseable {
    private final HttpResponse<Stream<String>> response;
    private final Iterator<String> lines;

    /** The fields of one block; comments under the empty name. */
    record Block(Map<String, String> fields) {
        String id() {
            return fields.getOrDefault("id", "");
        }

        String event() {
            return fields.getOrDefault("event", "");
        }

        String data() {
            return fields.getOrDefault("data", "");
        }

        String comment() {
            return fields.getOrDefault("", "");
        }
    }

    private EventStream(HttpResponse<Stream<String>> response) {
        this.response = response;
        this.lines = response.body().iterator();
    }

    static EventStream open(HttpClient client, int port, String query, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/feed" + query))
                .header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new EventStream(client.send(request.build(), BodyHandlers.ofLines()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer", e);
        }
    }

    HttpResponse<?> response() {
        return response;
    }

    Block next() {
        Map<String, String> fields = new HashMap<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(": ");
            fields.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return new Block(fields);
    }

    boolean ended() {
        return !lines.hasNext();
    }

    @Override
    public void close() {
        response.body().close();
    }
}
