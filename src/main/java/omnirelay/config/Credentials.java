package omnirelay.config;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import omnirelay.config.RelayConfig.Duplicates;
import org.jspecify.annotations.Nullable;

/** Who may call whom: TeleSign's account, further callback keys, programs and people. */
final class Credentials {
    private static final Secret NO_SECRET = new Secret("");
    private static final String WHERE_TO_FIND_IT =
            "it stands in TeleSign's portal (to try the relay without an account, set sandbox.enabled to true)";

    private final Settings settings;
    private final boolean sandbox;

    Credentials(Settings settings, boolean sandbox) {
        this.settings = settings;
        this.sandbox = sandbox;
    }

    String customerId() {
        return sandbox
                ? settings.get("telesign.customer-id", ValueType.TEXT, ExampleAccount.CUSTOMER_ID)
                : settings.require("telesign.customer-id", ValueType.TEXT, "", WHERE_TO_FIND_IT);
    }

    Secret apiKey() {
        return sandbox
                ? settings.get("telesign.api-key", ValueType.KEY, ExampleAccount.API_KEY)
                : settings.require("telesign.api-key", ValueType.KEY, NO_SECRET, WHERE_TO_FIND_IT);
    }

    List<RelayConfig.Key> callbackKeys() {
        return entries(
                "callback.keys",
                entry -> new RelayConfig.Key(
                        entry.require("id", ValueType.TEXT, "", "a name to tell the key by"),
                        entry.require("key", ValueType.KEY, NO_SECRET, "the key itself")));
    }

    List<RelayConfig.Client> clients() {
        List<RelayConfig.Client> clients = entries(
                "clients",
                entry -> new RelayConfig.Client(
                        entry.require("id", ValueType.TEXT, "", "the name that the program gives"),
                        entry.require("key", ValueType.KEY, NO_SECRET, "the key that the program signs with"),
                        entry.get("roles", ValueType.ROLES, EnumSet.of(Role.SEND)),
                        duplicates(entry),
                        entry.find("callback.url", ValueType.RECEIVER_URL)));
        return sandbox ? ExampleAccount.before(clients) : clients;
    }

    private static @Nullable Duplicates duplicates(Settings client) {
        Duration within = client.get("duplicates.within", ValueType.WITHIN_A_DAY, Duration.ofMinutes(10));
        Duplicates.By by = client.find("duplicates.by", ValueType.oneOf(Duplicates.By.class, '_'));
        if (by == null && client.isSet("duplicates.within")) {
            client.refuse("duplicates.by", "missing; external_id or content, by which duplicates are known");
        }
        return by == null ? null : new Duplicates(by, within);
    }

    List<RelayConfig.User> users() {
        return entries(
                "users",
                entry -> new RelayConfig.User(
                        entry.require("name", ValueType.TEXT, "", "the name to sign in with"),
                        entry.require("password-hash", ValueType.PASSWORD_HASH, NO_SECRET, "a hash of the password"),
                        entry.get("roles", ValueType.ROLES, EnumSet.of(Role.VIEW))));
    }

    private <T> List<T> entries(String name, Function<Settings, T> type) {
        return settings.entries(name).stream()
                .map(entry -> {
                    T value = type.apply(entry);
                    entry.refuseUnknown();
                    return value;
                })
                .toList();
    }
}
