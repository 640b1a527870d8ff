package omnirelay.forward;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * The name of a receiver that requests give as their {@code callback_url}: the address's origin, however it is spelt. Each
 * request may have a path of its own there.
 */
final class Origin {
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

    private Origin() {}

    /** Such as {@code https://shop.example.com} or {@code http://shop.example.com:8080}. */
    static String of(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean usual = url.getPort() == -1 || Integer.valueOf(url.getPort()).equals(DEFAULT_PORTS.get(scheme));
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + url.getPort());
    }

    /** No name in the configuration has a colon, and clients' begin otherwise. */
    static boolean isNameOf(String receiver) {
        return receiver.startsWith("http://") || receiver.startsWith("https://");
    }
}
