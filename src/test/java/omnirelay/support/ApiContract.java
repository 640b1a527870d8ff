package omnirelay.support;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the relay really says against the documents that it serves: a response against {@code openapi.yaml}, a
 * frame of the feed against {@code asyncapi.yaml}. What is not described is a failure, be it a route, a status, a content
 * type or a member.
 */
public final class ApiContract {
    private static final String BASE = "https://omnirelay.example/";
    private static final ApiDocument OPENAPI = ApiDocument.read("openapi.yaml");
    private static final ApiDocument ASYNCAPI = ApiDocument.read("asyncapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(),
            registry -> registry.schemas(Map.of(
                    BASE + "openapi.yaml", OPENAPI.json(),
                    BASE + "asyncapi.yaml", ASYNCAPI.json())));

    private ApiContract() {}

    /** What {@code openapi.yaml} describes, as {@code GET /api/messages/{id}}. */
    public static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (String path : OPENAPI.names("/paths")) {
            OPENAPI.names("/paths/" + ApiDocument.escape(path)).stream()
                    .filter(member -> METHODS.contains(member))
                    .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path));
        }
        return operations;
    }

    /** Who says a frame. */
    public enum Side {
        RELAY("tell"),
        CLIENT("listen");

        private final String operation;

        Side(String operation) {
            this.operation = operation;
        }
    }

    /**
     * Checks a response, its required headers included.
     *
     * @param path as requested; a query is ignored
     */
    public static void check(HttpMethod method, String path, HttpResponse<Buffer> response) {
        String body = response.body() == null ? "" : response.body().toString();
        check(method.name(), path, response.statusCode(), response.getHeader("Content-Type"), body);
        requireHeaders(method.name(), path, response.statusCode(), response.headers()::contains);
    }

    /** Checks a response, its required headers included, and hands it on. */
    public static java.net.http.HttpResponse<String> checked(java.net.http.HttpResponse<String> response) {
        String method = response.request().method();
        String path = response.uri().getRawPath();
        String type = response.headers().firstValue("Content-Type").orElse(null);
        check(method, path, response.statusCode(), type, response.body());
        requireHeaders(
                method,
                path,
                response.statusCode(),
                name -> response.headers().firstValue(name).isPresent());
        return response;
    }

    /**
     * Checks what is left of a response without its headers.
     *
     * @param path as requested; a query is ignored
     * @param contentType null where there is no body
     */
    public static void check(
            String method, String path, int status, @Nullable String contentType, @Nullable String body) {
        String answer = method + " " + path + " → " + status;
        String described = response(method, path, status);
        Set<String> contents = OPENAPI.names(OPENAPI.resolve(described) + "/content");
        String text = body == null ? "" : body;
        if (contents.isEmpty()) {
            require(text.isEmpty(), answer + " is described without a body, but has one: " + text);
            return;
        }
        String type = contentType == null ? "none" : contentType.split(";", 2)[0].strip();
        require(contents.contains(type), answer + " is described as " + contents + ", not as " + type);
        String content = OPENAPI.resolve(described) + "/content/" + ApiDocument.escape(type);
        switch (type) {
            case "application/json", "application/problem+json" -> valid(answer, content + "/schema", text);
            case "application/x-ndjson" -> text.lines().forEach(line -> valid(answer, content + "/x-line", line));
            case "text/event-stream" ->
                Stream.of(text.split("\n\n")).forEach(block -> checkBlock(answer, content, block));
            default -> require(!text.isEmpty(), answer + " has no body");
        }
    }

    /** A frame must be one of the messages of its side, as its {@code type} says. */
    public static void checkFrame(Side side, String frame) {
        String type = new JsonObject(frame).getString("type", "");
        String message = ASYNCAPI.references("/operations/" + side.operation + "/messages").stream()
                .filter(pointer -> pointer.endsWith("/" + type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no frame of type '" + type + "' is described for " + side));
        valid("frame " + type, "asyncapi.yaml", message + "/payload", frame);
    }

    private static String response(String method, String path, int status) {
        String plain = path.split("\\?", 2)[0];
        String template = OPENAPI.names("/paths").stream()
                .filter(candidate -> plain.matches(candidate.replaceAll("\\{[^}]+}", "[^/]+")))
                .min((one, other) -> Boolean.compare(one.contains("{"), other.contains("{")))
                .orElseThrow(() -> new AssertionError("no path is described that fits " + plain));
        String operation = "/paths/" + ApiDocument.escape(template) + "/" + method.toLowerCase(Locale.ROOT);
        if (status == 405 && !OPENAPI.has(operation)) {
            return "/components/responses/" + (template.startsWith("/v1/") ? "TelesignError" : "Problem");
        }
        String pointer = operation + "/responses/" + status;
        require(OPENAPI.has(pointer), method + " " + template + " → " + status + " is not described");
        return pointer;
    }

    private static void requireHeaders(String method, String path, int status, Predicate<String> sent) {
        String described = OPENAPI.resolve(response(method, path, status));
        OPENAPI.names(described + "/headers").stream()
                .filter(name -> OPENAPI.has(described + "/headers/" + name + "/required"))
                .forEach(name -> require(sent.test(name), method + " " + path + " lacks the header " + name));
    }

    /** A block of a stream: a frame of the WebSocket where it has a type, else an event, or nothing but an id. */
    private static void checkBlock(String answer, String content, String block) {
        Map<String, String> fields = block.lines()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[field.length - 1]));
        String data = fields.getOrDefault("data", "");
        if (fields.containsKey("event")) {
            require(!data.isEmpty(), answer + " has no data in " + block);
            checkFrame(Side.RELAY, data);
        } else if (!data.isEmpty()) {
            valid(answer, content + "/x-event-data", data);
        }
    }

    private static void valid(String what, String pointer, String json) {
        valid(what, "openapi.yaml", pointer, json);
    }

    private static void valid(String what, String document, String pointer, String json) {
        List<Error> errors = SCHEMAS.getSchema(SchemaLocation.of(BASE + document + "#" + pointer))
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        require(
                errors.isEmpty(),
                what + " is not as described: "
                        + errors.stream().map(Error::toString).collect(Collectors.joining("; ")) + "\n" + json);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }
}
