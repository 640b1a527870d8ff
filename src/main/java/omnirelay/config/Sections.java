package omnirelay.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import omnirelay.config.RelayConfig.Data;
import omnirelay.config.RelayConfig.Database;
import omnirelay.config.RelayConfig.Feed;
import omnirelay.config.RelayConfig.Forward;
import omnirelay.config.RelayConfig.Http;
import omnirelay.config.RelayConfig.Labels;
import omnirelay.config.RelayConfig.Ledger;
import omnirelay.config.RelayConfig.Log;
import omnirelay.config.RelayConfig.LookUp;
import omnirelay.config.RelayConfig.Numbers;
import omnirelay.config.RelayConfig.Pace;
import omnirelay.config.RelayConfig.Sandbox;
import omnirelay.config.RelayConfig.Send;
import omnirelay.config.RelayConfig.Stop;
import omnirelay.config.RelayConfig.Telesign;
import omnirelay.config.RelayConfig.Through;

/** Every setting's name, type and default, section by section; {@code conf/omnirelay.yaml} explains them. */
final class Sections {
    private static final URI TELESIGN = URI.create("https://rest-ww.telesign.com");
    private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "error");

    private final Settings settings;
    private final Sandbox sandbox;
    private final Send send;
    private final Credentials credentials;

    Sections(Settings settings) {
        this.settings = settings;
        this.sandbox = sandbox();
        this.send = new Send(settings.get("send.enabled", ValueType.SWITCH, true));
        this.credentials = new Credentials(settings, sandbox.enabled());
    }

    RelayConfig read() {
        var config = new RelayConfig(
                http(),
                callback(),
                database(),
                new Data(settings.get("data.dir", ValueType.PATH, Path.of("data"))),
                telesign(),
                send,
                through(),
                sandbox,
                credentials.clients(),
                credentials.users(),
                new Forward(settings.get("forward.allow-private", ValueType.SWITCH, false)),
                new ReceiverList(settings).read(),
                new Labels(settings.find("labels.pattern", ValueType.PATTERN)),
                new Numbers(settings.get("numbers.country", ValueType.COUNTRY, "US")),
                new Stop(settings.get("stop.alerts", ValueType.SWITCH, false)),
                new CapList(settings).read(),
                lookUp(),
                ledger(),
                feed(),
                log());
        new CrossChecks(settings, config).run();
        return config;
    }

    private Sandbox sandbox() {
        boolean nothingReal = !settings.isSet("telesign.customer-id")
                && !settings.isSet("telesign.api-key")
                && !settings.isSet("database.url");
        return new Sandbox(
                settings.get("sandbox.enabled", ValueType.SWITCH, nothingReal),
                settings.get("sandbox.port", ValueType.PORT, 8089),
                settings.get("sandbox.seed", ValueType.SEED, 1L),
                settings.get("sandbox.time-scale", ValueType.FACTOR, 60.0),
                settings.get("sandbox.allow-remote", ValueType.SWITCH, false));
    }

    private Http http() {
        return new Http(
                settings.get("http.host", ValueType.TEXT, usualHost()),
                settings.get("http.port", ValueType.PORT, 8080),
                settings.get("http.max-body-bytes", ValueType.SIZE, 1L << 20));
    }

    private RelayConfig.Callback callback() {
        return new RelayConfig.Callback(
                settings.get("callback.host", ValueType.TEXT, usualHost()),
                settings.find("callback.port", ValueType.PORT),
                credentials.callbackKeys(),
                settings.find("callback.default-url", ValueType.RECEIVER_URL));
    }

    private String usualHost() {
        return sandbox.enabled() ? "127.0.0.1" : "0.0.0.0";
    }

    private Database database() {
        URI url = settings.find("database.url", ValueType.DATABASE_URL);
        return new Database(
                url,
                settings.find("database.user", ValueType.TEXT),
                settings.find("database.password", ValueType.PASSWORD),
                settings.get("database.tls", ValueType.oneOf(Database.Tls.class), Database.Tls.PREFER),
                settings.find("database.tls-ca", ValueType.FILE),
                settings.get("database.pool-size", ValueType.number(1, 1_000), 8));
    }

    private Telesign telesign() {
        return new Telesign(
                settings.get("telesign.url", ValueType.HTTP_URL, usualTelesign()),
                credentials.customerId(),
                credentials.apiKey(),
                settings.get(
                        "telesign.authentication",
                        ValueType.oneOf(Telesign.Authentication.class),
                        Telesign.Authentication.DIGEST),
                settings.find("telesign.callback-url", ValueType.HTTP_URL),
                settings.get("telesign.connect-timeout", ValueType.DURATION, Duration.ofSeconds(2)),
                settings.get("telesign.timeout", ValueType.DURATION, Duration.ofSeconds(30)),
                settings.get("telesign.keep-alive", ValueType.DURATION, Duration.ofSeconds(20)),
                settings.get("telesign.connections", ValueType.number(1, 10_000), 32),
                settings.get("telesign.queue", ValueType.number(0, 1_000_000), 512),
                new Pace(
                        settings.get("telesign.rate", ValueType.FACTOR, 10.0),
                        settings.get("telesign.marketing-share", ValueType.SHARE, 0.8)));
    }

    private Through through() {
        return new Through(
                settings.get("through.enabled", ValueType.SWITCH, send.enabled()),
                settings.get("through.max-bytes", ValueType.SIZE, 16L << 20),
                settings.get("through.timeout", ValueType.DURATION, Duration.ofMinutes(1)));
    }

    private URI usualTelesign() {
        return sandbox.enabled() ? URI.create("http://127.0.0.1:" + sandbox.port()) : TELESIGN;
    }

    private LookUp lookUp() {
        return new LookUp(
                settings.get("lookup.after", ValueType.DURATION, Duration.ofMinutes(5)),
                settings.get("lookup.rate", ValueType.RATE, 1.0));
    }

    private Ledger ledger() {
        return new Ledger(
                settings.get("ledger.waiting-max", ValueType.number(1, 1_000_000), 5_000),
                settings.get("ledger.batch-max", ValueType.number(1, 10_000), 256),
                settings.get("ledger.batch-bytes", ValueType.SIZE, 1L << 20));
    }

    private Feed feed() {
        return new Feed(
                settings.get("feed.memory-events", ValueType.number(1, 10_000_000), 10_000),
                settings.get("feed.subscribers-max", ValueType.number(1, 1_000_000), 5_000),
                settings.get("feed.stale-after", ValueType.DURATION, Duration.ofSeconds(30)));
    }

    private Log log() {
        return new Log(
                settings.get("log.format", ValueType.oneOf(Log.Format.class), Log.Format.TEXT),
                settings.get("log.level", ValueType.oneOf(LEVELS), "info"));
    }
}
