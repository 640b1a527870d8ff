package omnirelay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigLoaderTest {
    private static final String KEY = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> PRODUCTION =
            Map.of("OMNIRELAY_TELESIGN_CUSTOMER_ID", "0042", "OMNIRELAY_TELESIGN_API_KEY", KEY);

    @TempDir
    Path directory;

    @Test
    void nothingConfiguredMeansSandboxModeOnThisMachineWithTheExampleAccount() {
        RelayConfig config = load("", NOTHING);

        assertThat(config.sandbox().enabled()).isTrue();
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.telesign().url()).isEqualTo(URI.create("http://127.0.0.1:8089"));
        assertThat(config.telesign().customerId()).isEqualTo("FFFFFFFF-EEEE-DDDD-1234-AB1234567890");
        assertThat(config.clients()).singleElement().satisfies(client -> {
            assertThat(client.id()).isEqualTo(config.telesign().customerId());
            assertThat(client.key()).isEqualTo(config.telesign().apiKey());
            assertThat(client.roles()).containsExactlyInAnyOrder(Role.SEND, Role.VIEW, Role.VIEW_NUMBERS);
        });
    }

    @Test
    void credentialsMeanTheRealTelesignAndEveryInterface() {
        RelayConfig config = load("", PRODUCTION);

        assertThat(config.sandbox().enabled()).isFalse();
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.telesign().url()).isEqualTo(URI.create("https://rest-ww.telesign.com"));
        assertThat(config.telesign().customerId()).isEqualTo("0042");
        assertThat(config.clients()).isEmpty();
    }

    @Test
    void whoOnlyListensPassesNothingOnEither() {
        assertThat(load("", PRODUCTION).through().enabled()).isTrue();
        assertThat(load("send: {enabled: false}", PRODUCTION).through().enabled())
                .isFalse();
    }

    @Test
    void theEnvironmentWinsOverTheFile() {
        RelayConfig config = load("http: {port: 1}\nfeed: {stale-after: 10s}", Map.of("OMNIRELAY_HTTP_PORT", "2"));

        assertThat(config.http().port()).isEqualTo(2);
        assertThat(config.feed().staleAfter()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anEmptyVariableCountsAsNone() {
        assertThat(load("http: {port: 1}", Map.of("OMNIRELAY_HTTP_PORT", ""))
                        .http()
                        .port())
                .isEqualTo(1);
    }

    @Test
    void aSecretMayComeFromAFileOfItsOwn() throws IOException {
        Path secret = Files.writeString(directory.resolve("key"), KEY + "\n");

        RelayConfig config =
                load("telesign: {customer-id: me}", Map.of("OMNIRELAY_TELESIGN_API_KEY_FILE", secret.toString()));

        assertThat(config.telesign().apiKey()).isEqualTo(new Secret(KEY));
    }

    @Test
    void listsComeFromTheFileOrAsTextFromTheEnvironment() {
        String inFile = "clients: [{id: shop, key: '%s', roles: [send, view]}]".formatted(KEY);
        String inVariable = "[{\"id\":\"shop\",\"key\":\"%s\",\"roles\":[\"send\",\"view\"]}]".formatted(KEY);
        var shop = new RelayConfig.Client("shop", new Secret(KEY), Set.of(Role.SEND, Role.VIEW));

        assertThat(load(inFile, PRODUCTION).clients()).containsExactly(shop);
        assertThat(load("", with(PRODUCTION, Map.of("OMNIRELAY_CLIENTS", inVariable)))
                        .clients())
                .containsExactly(shop);
    }

    @Test
    void receiversHaveAFormatAndWhatThatIsSignedWith() {
        String secret = "c2VjcmV0IG9mIHR3ZW50eS1mb3VyIGJ5dGVz";
        List<RelayConfig.Receiver> receivers =
                load("""
                        receivers:
                          - {name: audit, url: "https://audit.example.com/t?x=1", filter: {channel: [mms, sms], code: 3056}}
                          - {name: hooks, url: "https://hooks.example.com/", format: standard-webhooks, secrets: [whsec_%s]}
                        """.formatted(secret), NOTHING).receivers();

        assertThat(receivers)
                .extracting(RelayConfig.Receiver::filter)
                .containsExactly(Map.of("channel", List.of("mms", "sms"), "code", List.of("3056")), Map.of());
        assertThat(receivers.get(1).secrets()).containsExactly(new Secret(secret));
        assertThatThrownBy(() -> load("""
                        receivers:
                          - {name: a b, url: "ftp://x", filter: {chanel: mms}, secrets: [short]}
                          - {name: hooks, url: "https://h/", format: standard-webhooks, key: 0123456789012345}
                        """, NOTHING))
                .hasMessageContainingAll(
                        "receivers[0].name",
                        "receivers[0].url",
                        "did you mean receivers[0].filter.channel?",
                        "receivers[0].secrets",
                        "receivers[1].secrets",
                        "receivers[1].key");
    }

    @Test
    void aScalarIsTheTextThatStandsThere() {
        RelayConfig config = load(
                "telesign: {customer-id: 0042}\ndatabase: {password: yes}",
                with(
                        PRODUCTION,
                        Map.of(
                                "OMNIRELAY_TELESIGN_CUSTOMER_ID", "",
                                "OMNIRELAY_DATABASE_URL", "postgresql://db/relay",
                                "OMNIRELAY_DATABASE_USER", "me")));

        assertThat(config.telesign().customerId()).isEqualTo("0042");
        assertThat(config.database().password()).isEqualTo(new Secret("yes"));
    }

    @ParameterizedTest
    @CsvSource({"200ms,PT0.2S", "5s,PT5S", "10m,PT10M", "1h,PT1H", "5 s,PT5S"})
    void durationsHaveAUnit(String written, Duration meant) {
        assertThat(load("feed: {stale-after: " + written + "}", NOTHING).feed().staleAfter())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"512,512", "10KiB,10240", "1MiB,1048576"})
    void sizesMayHaveAUnit(String written, long bytes) {
        assertThat(load("ledger: {batch-bytes: " + written + "}", NOTHING)
                        .ledger()
                        .batchBytes())
                .isEqualTo(bytes);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("http: {port: x}", NOTHING, "http.port (FILE): “x” is not a whole number from 0 to 65535"),
                arguments(
                        "", Map.of("OMNIRELAY_HTTP_PORT", "70000"), "http.port (OMNIRELAY_HTTP_PORT): “70000” is not"),
                arguments(
                        "http: {prot: 1}",
                        NOTHING,
                        "http.prot (FILE): there is no such setting; did you mean http.port?"),
                arguments("xyzzy: 1", NOTHING, "xyzzy (FILE): there is no such setting"),
                arguments("http: 8080", NOTHING, "http (FILE): there is no such setting"),
                arguments("feed: {stale-after: 5}", NOTHING, "“5” is not a duration like 200ms, 5s or 10m"),
                arguments("feed: {stale-after: 0s}", NOTHING, "“0s” is not a duration"),
                arguments(
                        "telesign: {timeout: 51s}",
                        NOTHING,
                        "telesign.timeout (FILE): longer than 50 s, the most: soon after that a call"),
                arguments(
                        "lookup: {rate: 0.019}",
                        NOTHING,
                        "lookup.rate (FILE): less than 0.02, the least that nodes can keep to together; 0 asks about none"),
                arguments("lookup: {rate: -1}", NOTHING, "“-1” is not a number, 0 or above"),
                arguments(
                        "send: {enabled: false}\nthrough: {enabled: true}",
                        NOTHING,
                        "through.enabled (FILE): true, but with send.enabled false the relay only listens"),
                arguments("send: {enabled: no}", NOTHING, "send.enabled (FILE): “no” is not true or false"),
                arguments("ledger: {batch-bytes: 1GB}", NOTHING, "“1GB” is not a size like 10KiB or 1MiB"),
                arguments("sandbox: {enabled: yes}", NOTHING, "“yes” is not true or false"),
                arguments("sandbox: {time-scale: 0}", NOTHING, "“0” is not a number above 0"),
                arguments("log: {format: xml}", NOTHING, "“xml” is not one of text, json"),
                arguments(
                        "database: {tls: verify}",
                        PRODUCTION,
                        "“verify” is not one of disable, prefer, require, verify-ca"),
                arguments("labels: {pattern: '['}", NOTHING, "“[” is not a regular expression with a group"),
                arguments("labels: {pattern: 'abc'}", NOTHING, "“abc” is not a regular expression with a group"),
                arguments("numbers: {country: UK}", NOTHING, "“UK” is not a country's two letters, such as GB"),
                arguments("database: {tls-ca: /nowhere}", PRODUCTION, "“/nowhere” is not a file that can be read"),
                arguments(
                        "database: {user: me}", PRODUCTION, "database.user (FILE): means nothing without database.url"),
                arguments("database: {url: 'postgresql://db/x'}", PRODUCTION, "database.user: missing"),
                arguments("database: {url: 'postgresql://db/x', user: me}", NOTHING, "telesign.customer-id: missing"),
                arguments("database: {url: 'postgresql://db/x', user: me}", NOTHING, "telesign.api-key: missing"),
                arguments("sandbox: {enabled: false}", NOTHING, "telesign.api-key: missing"),
                arguments("telesign: {customer-id: me}", NOTHING, "telesign.api-key: missing"),
                arguments(
                        "http: {host: 0.0.0.0}", NOTHING, "http.host (FILE): “0.0.0.0” can be reached from elsewhere"),
                arguments("telesign: {url: 'https://rest-ww.telesign.com'}", NOTHING, "nothing is sent to TeleSign"),
                arguments(
                        "http: {port: 81}\ncallback: {port: 81}",
                        NOTHING,
                        "callback.port (FILE): the same as http.port"),
                arguments("clients: shop", NOTHING, "clients (FILE): not a list"),
                arguments("clients: [shop]", NOTHING, "clients (FILE): not a list of entries"),
                arguments("clients: [{key: '" + KEY + "'}]", NOTHING, "clients[0].id: missing"),
                arguments(
                        "clients: [{id: a, kee: b}]",
                        NOTHING,
                        "clients[0].kee (FILE): there is no such setting; did you mean"),
                arguments(
                        "clients: [{id: a, key: '%s', duplicates: {by: name}}]".formatted(KEY),
                        NOTHING,
                        "clients[0].duplicates.by (FILE): “name” is not one of external_id, content"),
                arguments(
                        "clients: [{id: a, key: '%s', duplicates: {by: content, within: 25h}}]".formatted(KEY),
                        NOTHING,
                        "clients[0].duplicates.within (FILE): “25h” is not a duration from 1s to 24h"),
                arguments(
                        "clients: [{id: a, key: '%s', duplicates: {within: 1h}}]".formatted(KEY),
                        NOTHING,
                        "clients[0].duplicates.by: missing"),
                arguments(
                        "caps: [{per: street, limit: 1, within: day}]", NOTHING, "caps[0].per (FILE): “street” is not"),
                arguments("caps: [{per: number, within: day}]", NOTHING, "caps[0].limit: missing; a cap is written"),
                arguments(
                        "caps: [{per: prefix, limit: 1, within: day}]",
                        NOTHING,
                        "caps[0].value: missing; the digits that numbers begin with"),
                arguments(
                        "caps: [{per: country, value: gb, limit: 1, within: day}]",
                        NOTHING,
                        "caps[0].value (FILE): not what country is"),
                arguments("clients: [{id: a, key: short}]", NOTHING, "clients[0].key (FILE): not a key of at least 16"),
                arguments(
                        "clients: [{id: a, key: '%s', roles: [fly]}]".formatted(KEY),
                        NOTHING,
                        "clients[0].roles (FILE): “fly” is not a list of send, view, view_numbers, admin"),
                arguments(
                        "clients: [{id: a, key: '%1$s'}, {id: a, key: '%1$s'}]".formatted(KEY),
                        NOTHING,
                        "clients (FILE): “a” is there more than once"),
                arguments(
                        "users: [{name: a, password-hash: hunter2}]",
                        NOTHING,
                        "users[0].password-hash (FILE): not an Argon2"),
                arguments(
                        "", Map.of("OMNIRELAY_CLIENTS", "[{id: a"), "clients (OMNIRELAY_CLIENTS): not a list: line 1"),
                arguments("", Map.of("OMNIRELAY_CLIENTS_FILE", "/nowhere"), "the file /nowhere cannot be read"),
                arguments("http: {port: 1}\nhttp: {port: 2}", NOTHING, "found duplicate key http"),
                arguments("http: [", NOTHING, "line 1, column 8"),
                arguments("- a", NOTHING, "not settings with names and values"));
    }

    @ParameterizedTest
    @MethodSource
    void mistakes(String file, Map<String, String> environment, String said) {
        assertThatThrownBy(() -> load(file, environment))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(said.replace("FILE)", directory.resolve("relay.yaml") + ")"));
    }

    @Test
    void allMistakesAreListedAtOnce() {
        var thrown = catchThrowableOfType(
                ConfigException.class,
                () -> load(
                        "http: {port: x, hots: y}\nlog: {level: loud}", Map.of("OMNIRELAY_FEED_STALE_AFTER", "soon")));

        assertThat(thrown.mistakes())
                .extracting(Mistake::setting)
                .containsExactlyInAnyOrder("http.port", "http.hots", "log.level", "feed.stale-after");
    }

    @Test
    void aFileThatIsMissingIsAMistake() {
        assertThatThrownBy(() -> ConfigLoader.load(directory.resolve("none.yaml"), variable -> null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.yaml: the configuration file cannot be read");
    }

    @Test
    void secretsAreNeverPrinted() {
        String secret = "hunter2hunter2hunter2";
        RelayConfig config = load("""
                clients: [{id: shop, key: %1$s}]
                callback: {keys: [{id: next, key: %1$s}]}
                users: [{name: ada, password-hash: $2b$%1$s}]
                telesign: {customer-id: me, api-key: %1$s}
                database: {url: 'postgresql://db/relay', user: me, password: %1$s}
                """.formatted(secret), NOTHING);

        assertThat(config.toString()).contains("shop", "ada", "next").doesNotContain("hunter2");
    }

    static List<String> secretsInTheWrongPlace() {
        return List.of(
                "database: {url: 'postgresql://me:hunter2@db/relay'}",
                "database: {url: 'postgresql://db/relay?password=hunter2'}",
                "telesign: {url: 'https://me:hunter2@host'}",
                "telesign: {api-key: hunter2}",
                "users: [{name: ada, password-hash: hunter2}]",
                "clients: [{id: shop, key: hunter2}]",
                "clients: [hunter2]",
                "clients: hunter2",
                "telesign: hunter2",
                "telesign: {api-keys: hunter2}",
                "telesign: {api-key: {hunter2}",
                "telesign: {api-key: *hunter2}",
                "telesign: {api-key: !hunter2 x}",
                "telesign: {api-key: %hunter2}",
                "telesign: {api-key: @hunter2}",
                "hunter2");
    }

    @ParameterizedTest
    @MethodSource("secretsInTheWrongPlace")
    void noMistakeQuotesASecret(String file) {
        assertThatThrownBy(() -> load(file, NOTHING))
                .isInstanceOf(ConfigException.class)
                .message()
                .doesNotContain("hunter2");
    }

    private RelayConfig load(String content, Map<String, String> environment) {
        try {
            Path file = Files.writeString(directory.resolve("relay.yaml"), content);
            return ConfigLoader.load(file, environment::get);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        var all = new java.util.HashMap<>(some);
        all.putAll(others);
        return all;
    }
}
