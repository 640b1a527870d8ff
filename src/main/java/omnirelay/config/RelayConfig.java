package omnirelay.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration after every mistake has been ruled out. What each setting means is said in
 * {@code conf/omnirelay.yaml}.
 */
public record RelayConfig(
        Http http,
        Callback callback,
        Database database,
        Data data,
        Telesign telesign,
        Send send,
        Through through,
        Sandbox sandbox,
        List<Client> clients,
        List<User> users,
        Forward forward,
        List<Receiver> receivers,
        Labels labels,
        Numbers numbers,
        Stop stop,
        List<Cap> caps,
        LookUp lookUp,
        Ledger ledger,
        Feed feed,
        Log log) {

    /** How many times faster than real time TeleSign's clock runs: in sandbox mode its stand-in's, else 1. */
    public double timeScale() {
        return sandbox.enabled() ? sandbox.timeScale() : 1;
    }

    /** The listener for commands, dashboard and feed. A port of 0 lets the system choose. */
    public record Http(String host, int port, long maxBodyBytes) {}

    /**
     * Where TeleSign calls back.
     *
     * @param port a listener of its own; null where callbacks come in with everything else
     * @param keys further keys that may sign callbacks, beside TeleSign's API key
     * @param defaultUrl where callbacks are forwarded to that no client is known for; null for nowhere
     */
    public record Callback(
            String host,
            @Nullable Integer port,
            List<Key> keys,
            @Nullable URI defaultUrl) {}

    /** A key by name, so that a callback can say which one signed it. */
    public record Key(String id, Secret key) {}

    /**
     * PostgreSQL.
     *
     * @param url where it is; null where the relay runs its own
     */
    public record Database(
            @Nullable URI url,
            @Nullable String user,
            @Nullable Secret password,
            Tls tls,
            @Nullable Path tlsCa,
            int poolSize) {

        /** Named as PostgreSQL's own {@code sslmode}. */
        public enum Tls {
            DISABLE,
            PREFER,
            REQUIRE,
            VERIFY_CA,
            VERIFY_FULL
        }
    }

    /** Where the relay's own PostgreSQL keeps its files. */
    public record Data(Path dir) {}

    /** TeleSign's account and how it is called. */
    public record Telesign(
            URI url,
            String customerId,
            Secret apiKey,
            Authentication authentication,
            @Nullable URI callbackUrl,
            Duration connectTimeout,
            Duration timeout,
            Duration keepAlive,
            int connections,
            int queue,
            Pace pace) {
        /** The most that {@code timeout} may be: a call without an end counts as lost soon after. */
        public static final Duration LONGEST_CALL = Duration.ofSeconds(50);

        /** How requests to TeleSign are signed. */
        public enum Authentication {
            DIGEST,
            BASIC
        }
    }

    /**
     * The path of commands.
     *
     * @param enabled false where the relay only listens: callbacks in, feed and dashboard out
     */
    public record Send(boolean enabled) {}

    /**
     * Requests that are passed on to TeleSign as they are.
     *
     * @param maxBytes of a body that streams, in either direction
     * @param timeout from a request's head to the end of its answer
     */
    public record Through(boolean enabled, long maxBytes, Duration timeout) {}

    /**
     * How fast the account may send.
     *
     * @param rate requests a second
     * @param marketingShare the most of them that marketing may use, above 0 and up to 1
     */
    public record Pace(double rate, double marketingShare) {}

    /**
     * The stand-in for TeleSign.
     *
     * @param timeScale how many times faster than TeleSign's its clock runs
     */
    public record Sandbox(boolean enabled, int port, long seed, double timeScale, boolean allowRemote) {}

    /**
     * A program that may use the relay.
     *
     * @param callbackUrl where callbacks about its messages are forwarded to, unless the request says; null for the
     *     default
     */
    public record Client(
            String id,
            Secret key,
            Set<Role> roles,
            @Nullable Duplicates duplicates,
            @Nullable URI callbackUrl) {

        /** One whose duplicates are not looked for, and who hears what the default hears. */
        public Client(String id, Secret key, Set<Role> roles) {
            this(id, key, roles, null, null);
        }
    }

    /**
     * When a command of a client that cannot send an {@code Idempotency-Key} counts as one that came before.
     *
     * @param within how long after the first
     */
    public record Duplicates(By by, Duration within) {
        /** What they have in common. */
        public enum By {
            EXTERNAL_ID,
            /** Recipient, channels and message: all of it but the caller's own id. */
            CONTENT
        }
    }

    /** A person who may open the dashboard; the hash is Argon2's or bcrypt's. */
    public record User(String name, Secret passwordHash, Set<Role> roles) {}

    /**
     * How callbacks are forwarded.
     *
     * @param allowPrivate also to addresses that only this machine or its network knows
     */
    public record Forward(boolean allowPrivate) {}

    /**
     * Who else is told of what happens.
     *
     * @param filter what events must show, by the names of the feed's filters
     * @param key signs TeleSign's format; null for the account's own
     * @param secrets sign the Standard Webhooks format, each of them
     */
    public record Receiver(
            String name,
            URI url,
            Map<String, List<String>> filter,
            Shape format,
            @Nullable Secret key,
            List<Secret> secrets) {
        /** What it is told, and how that is signed. */
        public enum Shape {
            TELESIGN,
            STANDARD_WEBHOOKS
        }
    }

    /**
     * How messages are grouped.
     *
     * @param pattern whose first group, applied to {@code external_id}, gives the label; null for none
     */
    public record Labels(@Nullable Pattern pattern) {}

    /**
     * How people write numbers.
     *
     * @param country whose national spelling is meant where there is no country code; ISO 3166-1 alpha-2
     */
    public record Numbers(String country) {}

    /**
     * What a recipient's STOP forbids beside marketing.
     *
     * @param alerts whether it forbids messages of type ARN too
     */
    public record Stop(boolean alerts) {}

    /**
     * How TeleSign is asked where messages stand.
     *
     * @param after how long ago something must have been heard of a message before TeleSign is asked
     * @param rate how many messages are asked about in a second of those that TeleSign should have told of; 0 for none
     */
    public record LookUp(Duration after, double rate) {
        /** One in 50 s: the lease by which one node asks for all lasts longer than that. */
        static final double LEAST_RATE = 0.02;

        /** For a clock that runs faster. */
        public LookUp scaled(double timeScale) {
            return new LookUp(Duration.ofMillis(Math.round(after.toMillis() / timeScale)), rate * timeScale);
        }
    }

    /**
     * How many commands are taken for one recipient, prefix, client or country.
     *
     * @param value the one it is for; null for each by itself
     */
    public record Cap(Per per, @Nullable String value, int limit, Within within) {
        /** What is counted by. */
        public enum Per {
            NUMBER,
            PREFIX,
            CLIENT,
            COUNTRY
        }

        /** Of the clock, in UTC. */
        public enum Within {
            MINUTE,
            HOUR,
            DAY
        }
    }

    /** How many entries may wait, and how large a batch may be. */
    public record Ledger(int waitingMax, int batchMax, long batchBytes) {}

    /**
     * The feed's bounds.
     *
     * @param memoryEvents how many recent events are held in memory
     * @param staleAfter how long a subscriber may stay behind before it is told to come back
     */
    public record Feed(int memoryEvents, int subscribersMax, Duration staleAfter) {}

    /** How lines are written. */
    public record Log(Format format, String level) {
        /** A line a person reads, or one JSON object a line. */
        public enum Format {
            TEXT,
            JSON
        }
    }
}
