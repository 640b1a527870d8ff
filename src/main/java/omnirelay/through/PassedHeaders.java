package omnirelay.through;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers go on: all but those that are about one of the two connections, or about who asks. */
final class PassedHeaders {
    /** RFC 9110, section 7.6.1. */
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    private static final Set<String> OF_THE_CALLER = Set.of(
            "host",
            "authorization",
            "cookie",
            "origin",
            "date",
            "forwarded",
            "x-real-ip",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port");

    /** About TeleSign's host; for the relay's they would be lies. */
    private static final Set<String> OF_TELESIGNS_HOST = Set.of("set-cookie", "strict-transport-security", "alt-svc");

    private static final String SIGNATURE = "x-ts-";

    private PassedHeaders() {}

    /** A request's headers as TeleSign is to get them, still to be signed. */
    static MultiMap there(MultiMap received) {
        Set<String> left = dropped(received, OF_THE_CALLER);
        MultiMap passed = HttpHeaders.headers();
        for (Map.Entry<String, String> header : received) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!left.contains(name) && !name.startsWith(SIGNATURE)) {
                passed.add(header.getKey(), header.getValue());
            }
        }
        return passed;
    }

    /** Puts the headers of TeleSign's answer into the relay's, in the place of the relay's own. */
    static void back(MultiMap received, MultiMap answer) {
        Set<String> left = dropped(received, OF_TELESIGNS_HOST);
        received.names().forEach(name -> {
            if (!left.contains(name.toLowerCase(Locale.ROOT))) {
                answer.set(name, received.getAll(name));
            }
        });
    }

    private static Set<String> dropped(MultiMap received, Set<String> also) {
        Set<String> names = new HashSet<>(OF_A_CONNECTION);
        names.addAll(also);
        received.getAll(HttpHeaders.CONNECTION).stream()
                .flatMap(value -> Arrays.stream(value.toLowerCase(Locale.ROOT).split(",")))
                .map(String::strip)
                .forEach(names::add);
        return names;
    }
}
