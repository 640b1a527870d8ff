package omnirelay.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a setting's text becomes a value.
 *
 * @param expected what a text should look like, for people
 * @param shown whether a text that does not may be quoted; not where it could hold a password
 * @param parser throws IllegalArgumentException for a text that it does not understand
 */
record ValueType<T>(String expected, boolean shown, Function<String, T> parser) {
    static final ValueType<String> TEXT = shown("a text", Function.identity());
    static final ValueType<Boolean> SWITCH = shown("true or false", ValueType::parseSwitch);
    static final ValueType<Integer> PORT = number(0, 65_535);
    static final ValueType<Long> SEED = shown("a whole number", Long::valueOf);
    static final ValueType<Double> FACTOR = shown("a number above 0", text -> {
        double value = Double.parseDouble(text);
        return check(value, value > 0 && Double.isFinite(value));
    });
    static final ValueType<Double> RATE = shown("a number, 0 or above", text -> {
        double value = Double.parseDouble(text);
        return check(value, value >= 0 && Double.isFinite(value));
    });
    static final ValueType<Double> SHARE = shown("a number above 0 and up to 1", text -> {
        double value = Double.parseDouble(text);
        return check(value, value > 0 && value <= 1);
    });
    static final ValueType<Long> SIZE = shown("a size like 10KiB or 1MiB", ValueType::parseSize);
    static final ValueType<Duration> DURATION = shown("a duration like 200ms, 5s or 10m", ValueType::parseDuration);
    static final ValueType<Duration> WITHIN_A_DAY = shown("a duration from 1s to 24h", text -> {
        Duration duration = parseDuration(text);
        return check(duration, duration.toMillis() >= 1_000 && duration.toHours() <= 24);
    });
    static final ValueType<Path> PATH = shown("a path", Path::of);
    static final ValueType<Path> FILE = shown("a file that can be read", text -> {
        Path path = Path.of(text);
        return check(path, Files.isReadable(path) && Files.isRegularFile(path));
    });
    static final ValueType<Pattern> PATTERN = shown("a regular expression with a group, like ^([a-z]+)-", text -> {
        Pattern pattern = Pattern.compile(text);
        return check(pattern, pattern.matcher("").groupCount() > 0);
    });
    static final ValueType<URI> HTTP_URL = hidden("an address like https://host/path, without user or query", text -> {
        URI uri = URI.create(text);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return check(uri, http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null);
    });
    static final ValueType<URI> RECEIVER_URL = hidden("an address like https://host/path, without user", text -> {
        URI uri = URI.create(text);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return check(uri, http && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null);
    });
    static final ValueType<String> NAME = shown(
            "a name of letters, digits, dots and dashes", text -> check(text, text.matches("[A-Za-z0-9._-]{1,60}")));
    static final ValueType<String> COUNTRY = shown(
            "a country's two letters, such as GB",
            text -> check(text, Set.of(Locale.getISOCountries()).contains(text)));
    static final ValueType<List<String>> TEXTS = shown(
            "a list of texts",
            text -> Arrays.stream(text.split(",")).map(String::strip).toList());
    static final ValueType<List<Secret>> WEBHOOK_SECRETS = hidden(
            "one or two secrets like whsec_… with 24 to 64 bytes in Base64",
            text -> check(webhookSecrets(text), webhookSecrets(text).size() <= 2));
    static final ValueType<URI> DATABASE_URL = hidden(
            "an address like postgresql://host:5432/database, without user, password or parameters,"
                    + " which are settings of their own",
            text -> {
                URI uri = URI.create(text);
                boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
                boolean bare = uri.getUserInfo() == null && uri.getQuery() == null;
                return check(
                        uri,
                        postgres
                                && bare
                                && uri.getHost() != null
                                && uri.getPath().length() > 1);
            });
    static final ValueType<Secret> KEY =
            hidden("a key of at least 16 characters", text -> check(new Secret(text), text.length() >= 16));
    static final ValueType<Secret> PASSWORD = hidden("a password", Secret::new);
    static final ValueType<Secret> PASSWORD_HASH = hidden(
            "an Argon2 or bcrypt hash, as $argon2id$… or $2b$…",
            text -> check(new Secret(text), text.matches("\\$(argon2(id|i|d)|2[aby])\\$.+")));
    static final ValueType<Set<Role>> ROLES = shown(
            "a list of " + spellings(Role.class).replace('-', '_'),
            text -> Arrays.stream(text.split(","))
                    .map(word -> Role.ofWire(word.strip()))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class))));

    private static final Map<String, Long> BYTES = Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20);
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,9}) ?([A-Za-z]*)");

    /** A whole number within bounds, both included. */
    static ValueType<Integer> number(int min, int max) {
        return shown("a whole number from %d to %d".formatted(min, max), text -> {
            int value = Integer.parseInt(text);
            return check(value, value >= min && value <= max);
        });
    }

    /** One of an enum's names, in lower case and with dashes. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        return oneOf(type, '-');
    }

    /** One of an enum's names, in lower case, its words parted as where the same name stands elsewhere. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type, char between) {
        return shown(
                "one of " + spellings(type).replace('-', between),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace(between, '_')));
    }

    /** One of some words. */
    static ValueType<String> oneOf(Set<String> words) {
        return shown("one of " + String.join(", ", words), text -> check(text, words.contains(text)));
    }

    private static <T> ValueType<T> shown(String expected, Function<String, T> parser) {
        return new ValueType<>(expected, true, parser);
    }

    private static <T> ValueType<T> hidden(String expected, Function<String, T> parser) {
        return new ValueType<>(expected, false, parser);
    }

    private static <T> T check(T value, boolean good) {
        if (!good) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static List<Secret> webhookSecrets(String text) {
        return Arrays.stream(text.split(","))
                .map(secret -> secret.strip().replaceFirst("^whsec_", ""))
                .map(base64 -> check(
                        new Secret(base64), hasWebhookLength(Base64.getDecoder().decode(base64))))
                .toList();
    }

    private static boolean hasWebhookLength(byte[] key) {
        return key.length >= 24 && key.length <= 64;
    }

    private static boolean parseSwitch(String text) {
        return check("true".equals(text), "true".equals(text) || "false".equals(text));
    }

    private static long parseSize(String text) {
        return quantity(text, BYTES);
    }

    private static Duration parseDuration(String text) {
        return Duration.ofMillis(quantity(text, MILLIS));
    }

    private static long quantity(String text, Map<String, Long> units) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException();
        }
        long quantity = Long.parseLong(matcher.group(1)) * units.get(matcher.group(2));
        return check(quantity, quantity > 0);
    }

    private static <E extends Enum<E>> String spellings(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
