package omnirelay.guard;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import omnirelay.config.RelayConfig;
import omnirelay.message.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many commands are taken for one recipient, prefix, client or country within a minute, an hour or a day. All nodes
 * count together, in PostgreSQL and by its clock; minutes, hours and days are those of the clock, in UTC.
 */
public final class Caps {
    private static final Logger LOG = LoggerFactory.getLogger(Caps.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private static final String USE = "SELECT reached, at FROM use_caps($1, $2, $3)";
    private static final String GIVE_BACK = "SELECT give_back_caps($1, $2, $3)";
    private static final String FORGET = "DELETE FROM cap_use WHERE began_at < now() - interval '2 days'";

    private final Vertx vertx;
    private final Pool pool;
    private final List<RelayConfig.Cap> caps;
    private long timer = -1;

    public Caps(Vertx vertx, Pool pool, List<RelayConfig.Cap> caps) {
        this.vertx = vertx;
        this.pool = pool;
        this.caps = List.copyOf(caps);
    }

    /** What was counted for a command. */
    public sealed interface Use {

        /** Every cap had room. */
        record Counted(List<Share> shares, OffsetDateTime at) implements Use {}

        /** One had none, and nothing was counted. */
        record Reached(Share share, OffsetDateTime at) implements Use {}
    }

    public void start() {
        if (!caps.isEmpty()) {
            forget();
            timer = vertx.setPeriodic(FORGET_EVERY.toMillis(), again -> forget());
        }
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    /**
     * Counts a command in every cap that concerns it, or in none where one of them is reached.
     *
     * @param digits the recipient's number; null where it has none
     */
    public Future<Use> use(Message message, @Nullable String digits) {
        List<Share> shares = shares(message, digits);
        if (shares.isEmpty()) {
            return Future.succeededFuture(new Use.Counted(shares, OffsetDateTime.MIN));
        }
        return pool.preparedQuery(USE)
                .execute(
                        names(shares).addValue(shares.stream().map(Share::limit).toArray(Integer[]::new)))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .map(rows -> use(shares, rows.iterator().next()));
    }

    private static Use use(List<Share> shares, Row row) {
        Integer reached = row.getInteger("reached");
        OffsetDateTime at = row.getOffsetDateTime("at");
        return reached == null ? new Use.Counted(shares, at) : new Use.Reached(shares.get(reached - 1), at);
    }

    /** The command was not sent and will not be: another one may be in its place. */
    public Future<Void> giveBack(Use.Counted use) {
        if (use.shares().isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(GIVE_BACK)
                .execute(names(use.shares()).addValue(use.at()))
                .mapEmpty();
    }

    /**
     * In one order everywhere, so that no two commands wait for each other. Of caps that count the same, such as one for
     * all clients and one for this client, only the tightest can be reached.
     */
    private List<Share> shares(Message message, @Nullable String digits) {
        Map<String, Share> byName = new TreeMap<>();
        caps.stream()
                .flatMap(cap -> share(cap, message, digits).stream())
                .forEach(share -> byName.merge(share.name(), share, Caps::tighter));
        return List.copyOf(byName.values());
    }

    private static Share tighter(Share one, Share other) {
        return one.limit() <= other.limit() ? one : other;
    }

    private static Optional<Share> share(RelayConfig.Cap cap, Message message, @Nullable String digits) {
        return switch (cap.per()) {
            case NUMBER ->
                digits == null || (cap.value() != null && !cap.value().equals(digits))
                        ? Optional.empty()
                        : Optional.ofNullable(message.numberHash()).map(hash -> new Share(cap, hash));
            case PREFIX ->
                Optional.ofNullable(cap.value())
                        .filter(prefix -> digits != null && digits.startsWith(prefix))
                        .map(prefix -> new Share(cap, prefix));
            case CLIENT -> of(cap, message.client());
            case COUNTRY -> of(cap, message.country());
        };
    }

    private static Optional<Share> of(RelayConfig.Cap cap, @Nullable String whose) {
        return Optional.ofNullable(whose)
                .filter(value -> cap.value() == null || cap.value().equals(value))
                .map(value -> new Share(cap, value));
    }

    private static Tuple names(List<Share> shares) {
        return Tuple.tuple()
                .addValue(shares.stream().map(Share::name).toArray(String[]::new))
                .addValue(shares.stream().map(Share::unit).toArray(String[]::new));
    }

    private void forget() {
        pool.query(FORGET)
                .execute()
                .onFailure(cause -> LOG.warn("old counts could not be removed: {}", cause.getMessage()));
    }
}
