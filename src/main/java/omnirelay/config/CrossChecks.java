package omnirelay.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Mistakes that no single setting shows. */
final class CrossChecks {
    private final Settings settings;
    private final RelayConfig config;

    CrossChecks(Settings settings, RelayConfig config) {
        this.settings = settings;
        this.config = config;
    }

    void run() {
        refuseLongCalls();
        refuseRareLookUps();
        if (config.through().enabled() && !config.send().enabled()) {
            settings.refuse("through.enabled", "true, but with send.enabled false the relay only listens");
        }
        if (config.sandbox().enabled()) {
            keepSandboxLocal();
        }
        if (!settings.isSet("database.url")) {
            refuseWithoutUrl("database.user");
            refuseWithoutUrl("database.password");
            refuseWithoutUrl("database.tls-ca");
        } else if (!settings.isSet("database.user")) {
            settings.refuse("database.user", "missing; database.url needs one");
        }
        if (config.http().port() != 0
                && Objects.equals(config.http().port(), config.callback().port())) {
            settings.refuse("callback.port", "the same as http.port; leave it out to take callbacks in there");
        }
        refuseRepeated(
                "clients", config.clients().stream().map(RelayConfig.Client::id).toList());
        refuseRepeated(
                "users", config.users().stream().map(RelayConfig.User::name).toList());
        refuseRepeated(
                "receivers",
                config.receivers().stream().map(RelayConfig.Receiver::name).toList());
        refuseRepeated(
                "callback.keys",
                config.callback().keys().stream().map(RelayConfig.Key::id).toList());
    }

    private void refuseLongCalls() {
        Duration timeout = config.telesign().timeout();
        Duration most = RelayConfig.Telesign.LONGEST_CALL;
        if (timeout.compareTo(most) > 0) {
            settings.refuse(
                    "telesign.timeout",
                    "longer than %d s, the most: soon after that a call without an answer counts as lost"
                            .formatted(most.toSeconds()));
        }
    }

    private void refuseRareLookUps() {
        double rate = config.lookUp().rate();
        double least = RelayConfig.LookUp.LEAST_RATE;
        if (rate > 0 && rate < least) {
            settings.refuse(
                    "lookup.rate",
                    "less than %s, the least that nodes can keep to together; 0 asks about none".formatted(least));
        }
    }

    /** Nobody should take it for the real thing, or reach it with keys that everybody knows. */
    private void keepSandboxLocal() {
        if (!config.sandbox().allowRemote()) {
            refuseRemote("http.host", config.http().host());
            refuseRemote("callback.host", config.callback().host());
        }
        if (!isLoopback(String.valueOf(config.telesign().url().getHost()))) {
            settings.refuse(
                    "telesign.url",
                    "in sandbox mode nothing is sent to TeleSign; leave it out, or set" + " sandbox.enabled to false");
        }
    }

    private void refuseRemote(String name, String host) {
        if (!isLoopback(host)) {
            settings.refuse(
                    name,
                    "“%s” can be reached from elsewhere, but sandbox mode has keys that everybody knows;"
                                    .formatted(host)
                            + " set 127.0.0.1, or sandbox.allow-remote if that is meant");
        }
    }

    private void refuseWithoutUrl(String name) {
        if (settings.isSet(name)) {
            settings.refuse(name, "means nothing without database.url");
        }
    }

    private void refuseRepeated(String name, List<String> ids) {
        Set<String> seen = new HashSet<>();
        ids.stream()
                .filter(id -> !id.isEmpty() && !seen.add(id))
                .forEach(id -> settings.refuse(name, "“" + id + "” is there more than once"));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
    }
}
