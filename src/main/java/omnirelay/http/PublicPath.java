package omnirelay.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A path as logs may show it. Paths of TeleSign that are only passed on have phone numbers in them; anybody may ask for one. */
public final class PublicPath {
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Fa-f])\\d{7,15}(?![0-9A-Fa-f])");

    private PublicPath() {}

    public static String of(@Nullable String path) {
        return path == null ? "?" : NUMBER.matcher(path).replaceAll("•••");
    }
}
