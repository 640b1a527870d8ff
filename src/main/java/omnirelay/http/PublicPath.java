package omnirelay.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A path as logs may show it. No route of the relay has a phone number in its path, but anybody may ask for one. */
final class PublicPath {
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Fa-f])\\d{7,15}(?![0-9A-Fa-f])");

    private PublicPath() {}

    static String of(@Nullable String path) {
        return path == null ? "?" : NUMBER.matcher(path).replaceAll("•••");
    }
}
