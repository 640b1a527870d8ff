package omnirelay.config;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omnirelay.config.RelayConfig.Receiver;
import omnirelay.config.RelayConfig.Receiver.Shape;
import org.jspecify.annotations.Nullable;

/** The receivers that the configuration names. */
final class ReceiverList {
    private static final URI NOWHERE = URI.create("http://nowhere.invalid/");

    private static final String RESERVED = "default";

    /** What the feed can be filtered by. */
    private static final List<String> FILTERS = List.of(
            "message_id",
            "reference_id",
            "external_id",
            "phone_number",
            "channel",
            "outcome",
            "code",
            "message_type",
            "client",
            "label",
            "country",
            "type");

    private final Settings settings;

    ReceiverList(Settings settings) {
        this.settings = settings;
    }

    List<Receiver> read() {
        return settings.entries("receivers").stream()
                .map(entry -> {
                    Receiver receiver = receiver(entry);
                    entry.refuseUnknown();
                    return receiver;
                })
                .toList();
    }

    private static Receiver receiver(Settings entry) {
        Shape format = entry.get("format", ValueType.oneOf(Shape.class), Shape.TELESIGN);
        Secret key = entry.find("key", ValueType.KEY);
        List<Secret> secrets = entry.get("secrets", ValueType.WEBHOOK_SECRETS, List.of());
        refuseMisplaced(entry, format, key);
        if (RESERVED.equals(entry.find("name", ValueType.TEXT))) {
            entry.refuse("name", "“default” is the one at callback.default-url");
        }
        return new Receiver(
                entry.require("name", ValueType.NAME, "", "a name to tell the receiver by"),
                entry.require("url", ValueType.RECEIVER_URL, NOWHERE, "where it listens"),
                filter(entry),
                format,
                key,
                secrets);
    }

    private static void refuseMisplaced(Settings entry, Shape format, @Nullable Secret key) {
        if (format == Shape.STANDARD_WEBHOOKS && !entry.isSet("secrets")) {
            entry.refuse("secrets", "missing; the Standard Webhooks format is signed with one, or two");
        }
        if (format == Shape.STANDARD_WEBHOOKS && key != null) {
            entry.refuse("key", "the Standard Webhooks format is signed with secrets");
        }
        if (format == Shape.TELESIGN && entry.isSet("secrets")) {
            entry.refuse("secrets", "TeleSign's format is signed with a key");
        }
    }

    private static Map<String, List<String>> filter(Settings entry) {
        Map<String, List<String>> filter = new LinkedHashMap<>();
        for (String name : FILTERS) {
            List<String> values = entry.get("filter." + name, ValueType.TEXTS, List.of());
            if (!values.isEmpty()) {
                filter.put(name, values);
            }
        }
        return filter;
    }
}
