package omnirelay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import omnirelay.callback.CallbackMeter;
import omnirelay.dispatch.Pace;
import omnirelay.dispatch.QueueDepth;
import omnirelay.dispatch.QueueDepth.Depth;
import omnirelay.dispatch.SendMeter;
import omnirelay.feed.FeedFigures;
import omnirelay.forward.Backlog;
import omnirelay.forward.Backlog.Behind;
import omnirelay.forward.ForwardMeter;
import omnirelay.guard.Holds;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.LedgerMeter;
import omnirelay.lookup.LookUpMeter;
import omnirelay.message.Entry;
import omnirelay.message.Lane;
import omnirelay.message.NumberedEvent;
import omnirelay.query.Outstanding;
import omnirelay.through.ThroughMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the relay measures of itself, by the names that {@code /metrics} gives. Lives on the event loop. */
final class RelayMeters implements LedgerMeter, CallbackMeter, SendMeter, ForwardMeter, ThroughMeter, LookUpMeter {
    private static final Logger LOG = LoggerFactory.getLogger(RelayMeters.class);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(15);
    private static final double[] SHARES = {0.5, 0.9, 0.99};

    private final MeterRegistry registry;
    private final DistributionSummary batchEntries;
    private final Timer commit;
    private final Timer waited;
    private long lastCallbackNanos;
    private boolean anyCallback;

    RelayMeters(MeterRegistry registry) {
        this.registry = registry;
        this.batchEntries = DistributionSummary.builder("omnirelay.ledger.batch.entries")
                .description("Entries in a batch")
                .publishPercentiles(SHARES)
                .register(registry);
        this.commit = timer("omnirelay.ledger.commit", "From the beginning of a batch's transaction to its commit");
        this.waited = timer("omnirelay.ledger.wait", "From an entry's arrival to its commit");
        TimeGauge.builder("omnirelay.callback.age", this::secondsSinceCallback, TimeUnit.SECONDS)
                .description("Since the last callback that TeleSign signed; NaN before the first")
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentiles(SHARES)
                .register(registry);
    }

    void watch(Ledger ledger) {
        Gauge.builder("omnirelay.ledger.waiting", ledger, Ledger::waiting)
                .description("Entries that wait for the next batch")
                .register(registry);
    }

    void watch(FeedFigures feed) {
        Gauge.builder("omnirelay.feed.subscribers", feed, FeedFigures::subscribers)
                .description("Connections of the feed")
                .register(registry);
        Gauge.builder("omnirelay.feed.lag", feed, FeedFigures::lag)
                .description("Events by which the subscriber furthest behind is behind")
                .register(registry);
        FunctionCounter.builder("omnirelay.feed.bytes", feed, FeedFigures::bytes)
                .description("Bytes written to subscribers")
                .register(registry);
    }

    void watch(Holds holds) {
        Gauge.builder("omnirelay.holds", holds, Holds::count)
                .description("Holds that keep messages from being sent")
                .register(registry);
    }

    void watch(Pace pace) {
        Gauge.builder("omnirelay.pace.rate", pace, Pace::rate)
                .description("Requests a second that may go to TeleSign, of all nodes together")
                .register(registry);
    }

    void watch(Vertx vertx, Outstanding messages) {
        MultiGauge gauge = MultiGauge.builder("omnirelay.messages.outstanding")
                .description("Messages of the last day that are in progress")
                .register(registry);
        keepCounting(
                vertx,
                "outstanding messages",
                messages::read,
                counts -> gauge.register(rows(counts, RelayMeters::channelAndType, Outstanding.Count::messages), true));
    }

    void watch(Vertx vertx, QueueDepth queue) {
        MultiGauge waiting = MultiGauge.builder("omnirelay.queue.waiting")
                .description("Commands that wait to be sent, on whatever node")
                .register(registry);
        MultiGauge oldest = MultiGauge.builder("omnirelay.queue.oldest")
                .description("How long the first of a lane has been waiting to be sent")
                .baseUnit("seconds")
                .register(registry);
        keepCounting(vertx, "waiting commands", queue::read, depths -> {
            waiting.register(rows(depths, RelayMeters::lane, Depth::waiting), true);
            oldest.register(rows(depths, RelayMeters::lane, depth -> seconds(depth.oldest())), true);
        });
    }

    void watch(Vertx vertx, Backlog backlog) {
        MultiGauge pending = MultiGauge.builder("omnirelay.forward.pending")
                .description("What is still to be told, whichever node does it")
                .register(registry);
        MultiGauge oldest = MultiGauge.builder("omnirelay.forward.oldest")
                .description("How long the first of what a receiver has not taken has been pending")
                .baseUnit("seconds")
                .register(registry);
        keepCounting(vertx, "pending deliveries", backlog::read, all -> {
            pending.register(rows(all, RelayMeters::receiver, Behind::pending), true);
            oldest.register(rows(all, RelayMeters::receiver, behind -> seconds(behind.oldest())), true);
        });
    }

    /** Every now and then, not at every scrape: whoever may read the metrics must not load the database. */
    private static <T> void keepCounting(
            Vertx vertx, String what, Supplier<Future<List<T>>> read, Consumer<List<T>> register) {
        vertx.setPeriodic(
                0,
                COUNT_EVERY.toMillis(),
                again -> read.get()
                        .onSuccess(register::accept)
                        .onFailure(cause -> LOG.warn("{} could not be counted: {}", what, cause.getMessage())));
    }

    private static <T> List<MultiGauge.Row<?>> rows(List<T> all, Function<T, Tags> tags, Function<T, Number> value) {
        return all.stream()
                .<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(tags.apply(one), value.apply(one)))
                .toList();
    }

    private static Tags lane(Depth depth) {
        return Tags.of("lane", depth.lane().wire());
    }

    private static Tags receiver(Behind behind) {
        return Tags.of("receiver", behind.receiver());
    }

    private static double seconds(Duration age) {
        return age.toMillis() / 1e3;
    }

    private static Tags channelAndType(Outstanding.Count count) {
        return Tags.of("channel", count.channel(), "type", count.messageType());
    }

    void events(List<NumberedEvent> events) {
        events.forEach(
                event -> count("omnirelay.events", "type", event.facets().type().wire()));
    }

    @Override
    public void committed(int entries, long nanos) {
        batchEntries.record(entries);
        commit.record(Duration.ofNanos(nanos));
    }

    @Override
    public void answered(Entry entry, long nanosWaited) {
        waited.record(Duration.ofNanos(nanosWaited));
        count("omnirelay.entries", "type", entry.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    @Override
    public void answered(String verdict) {
        if (!verdict.startsWith("unproven_") && !verdict.equals("probe")) {
            anyCallback = true;
            lastCallbackNanos = System.nanoTime();
        }
        count("omnirelay.callbacks", "verdict", verdict);
    }

    @Override
    public void called(String outcome, long nanos) {
        Timer.builder("omnirelay.telesign.calls")
                .description("Calls to TeleSign by how they ended")
                .tag("outcome", outcome)
                .publishPercentiles(SHARES)
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    @Override
    public void passed(String api, String outcome, long nanos) {
        Timer.builder("omnirelay.through")
                .description("Requests passed on to TeleSign, until the head of its answer")
                .tags("api", api, "outcome", outcome)
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    @Override
    public void lookedUp(String outcome) {
        count("omnirelay.lookups", "outcome", outcome);
    }

    @Override
    public void brought(String channel) {
        count("omnirelay.lookups.brought", "channel", channel);
    }

    @Override
    public void slot(Lane lane, long nanosWaited) {
        Timer.builder("omnirelay.pace.slots")
                .description("Requests to TeleSign by lane, and how long they waited on this node for their turn")
                .tag("lane", lane.wire())
                .publishPercentiles(SHARES)
                .register(registry)
                .record(Duration.ofNanos(nanosWaited));
    }

    @Override
    public void tried(String outcome) {
        count("omnirelay.forward.tries", "outcome", outcome);
    }

    private void count(String name, String tag, String value) {
        Counter.builder(name).tag(tag, value).register(registry).increment();
    }

    private double secondsSinceCallback() {
        return anyCallback ? (System.nanoTime() - lastCallbackNanos) / 1e9 : Double.NaN;
    }
}
