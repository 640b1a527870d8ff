package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import omnirelay.config.RelayConfig;
import omnirelay.message.Lane;
import org.jspecify.annotations.Nullable;

/** The table {@code pace}: one row from which all nodes reserve, so that together they keep the account's rate. */
public final class PaceTable {
    /** A connection that fell silent must not keep everybody waiting. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static final String RESERVE = "SELECT * FROM reserve_slots($1, $2, $3, $4, $5, $6)";
    private static final String SLOW_DOWN = "SELECT slow_down()";

    /** Half the rate, and half of that, but never less than this many a second. */
    private static final double SLOWEST = 1;

    /** What is urgent may reserve further ahead, so that of two nodes the one with the more urgent request gets the next slot. */
    private static final Map<Lane, Duration> HORIZONS = Map.of(
            Lane.OTP, Duration.ofMillis(250),
            Lane.ARN, Duration.ofMillis(200),
            Lane.MKT, Duration.ofMillis(100),
            Lane.LOOK_UP, Duration.ofMillis(50));

    private static final Double[] HORIZON_SECONDS = lanes().map(
                    lane -> seconds(HORIZONS.getOrDefault(lane, Duration.ZERO)))
            .toArray(Double[]::new);

    private final Pool pool;
    private final RelayConfig.Pace pace;
    private final double timeScale;

    /**
     * Reserves by the configured rate.
     *
     * @param timeScale how many times faster than TeleSign's the clock runs by which it counts; 1 for TeleSign's own
     */
    public PaceTable(Pool pool, RelayConfig.Pace pace, double timeScale) {
        this.pool = pool;
        this.pace = pace;
        this.timeScale = timeScale;
    }

    /**
     * What was given.
     *
     * @param granted how many slots, {@code spacing} apart
     * @param first when the first of them is, from when the database answered
     * @param askAgain when to ask for what was not granted, likewise; null where all was
     * @param rate how many a second there are now
     */
    record Grant(
            int granted,
            Duration first,
            Duration spacing,
            @Nullable Duration askAgain,
            double rate) {
        private static Grant of(Row row) {
            Double again = row.getDouble("again_in");
            return new Grant(
                    row.getInteger("granted"),
                    duration(row.getDouble("first_in")),
                    duration(row.getDouble("spacing")),
                    again == null ? null : duration(again),
                    row.getDouble("rate_now"));
        }
    }

    /**
     * Reserves slots for as many as can be had soon.
     *
     * @param wanted how many of each lane, in the lanes' order
     * @param owed by how much requests left later than their slots
     */
    Future<Grant> reserve(List<Integer> wanted, Duration owed) {
        double slowest = Math.min(SLOWEST, pace.rate());
        return pool.preparedQuery(RESERVE)
                .execute(Tuple.tuple()
                        .addDouble(pace.rate() * timeScale)
                        .addDouble(slowest * timeScale)
                        .addDouble(pace.marketingShare())
                        .addArrayOfInteger(wanted.toArray(Integer[]::new))
                        .addArrayOfDouble(HORIZON_SECONDS)
                        .addDouble(seconds(owed)))
                .map(rows -> Grant.of(rows.iterator().next()))
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** TeleSign said that it was too much: all nodes send half as many for now. */
    Future<Void> slowDown() {
        return pool.query(SLOW_DOWN).execute().mapEmpty();
    }

    /** Before anything was reserved. */
    double fullRate() {
        return pace.rate() * timeScale;
    }

    private static Stream<Lane> lanes() {
        return Arrays.stream(Lane.values());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
