package omnirelay.lookup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import omnirelay.ledger.LookUpReader;
import omnirelay.ledger.LookUpReader.Due;
import omnirelay.message.MessageId;
import omnirelay.storage.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks about messages of which TeleSign should have told more by now: a callback was lost, or the relay was away. Those
 * that TeleSign will soon not know any more come first. One node does it for all.
 */
final class Healer {
    private static final Logger LOG = LoggerFactory.getLogger(Healer.class);
    private static final String LEASE = "look-up";

    /**
     * Longer than a batch takes, also at the lowest rate that can be set, of one turn in 50 s. A node that takes over too
     * soon asks about some messages twice, no more.
     */
    private static final Duration LEASE_SPAN = Duration.ofSeconds(90);

    private static final Duration SLOT_PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** What is most urgent is found anew every few seconds. */
    private static final double BATCH_SECONDS = 5;

    private static final int LARGEST_BATCH = 500;
    private static final int MOST_SET_ASIDE = 1_000;

    private final Vertx vertx;
    private final LookUpReader reader;
    private final Inquiries inquiries;
    private final Leases leases;
    private final Budget budget;
    private final int batchSize;
    private final Set<MessageId> setAside = new HashSet<>();
    private Duration pause = SHORTEST_PAUSE;
    private boolean stopped;
    private long timer;

    /** @param rate how many messages it asks about in a second */
    Healer(Vertx vertx, LookUpReader reader, Inquiries inquiries, Leases leases, double rate) {
        this.vertx = vertx;
        this.reader = reader;
        this.inquiries = inquiries;
        this.leases = leases;
        this.budget = new Budget(vertx, rate);
        this.batchSize = (int) Math.max(1, Math.min(LARGEST_BATCH, Math.ceil(rate * BATCH_SECONDS)));
    }

    void start() {
        leases.take(LEASE, LEASE_SPAN)
                .compose(ours -> ours ? reader.due(batchSize, setAside) : Future.succeededFuture(List.<Due>of()))
                .compose(this::heal)
                .onFailure(cause -> {
                    LOG.warn("could not ask for lost statuses: {}", cause.getMessage());
                    pauseLonger();
                })
                .onComplete(done -> again(done.succeeded() && done.result()));
    }

    /** The lease is for others to take. */
    Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        return leases.release(LEASE).otherwiseEmpty();
    }

    private void again(boolean more) {
        if (!stopped) {
            timer = vertx.setTimer(more ? 1 : pause.toMillis(), elapsed -> start());
        }
    }

    /** Succeeds with whether more may be waiting. */
    private Future<Boolean> heal(List<Due> due) {
        List<Future<Boolean>> settled = due.stream().map(this::heal).toList();
        return Future.join(settled).map(all -> {
            long answered = settled.stream().filter(Future::result).count();
            considerPause(due, settled, answered);
            return answered > 0 && due.size() == batchSize;
        });
    }

    /** Succeeds with whether something came of it. */
    private Future<Boolean> heal(Due due) {
        return due.tooLate()
                ? inquiries.giveUp(due.id())
                : budget.turn().compose(turn -> stopped ? Future.succeededFuture(false) : inTurn(due));
    }

    /** A turn may be long in coming where the rate is low. */
    private Future<Boolean> inTurn(Due due) {
        return due.tooLate() ? inquiries.giveUp(due.id()) : ask(due);
    }

    private Future<Boolean> ask(Due due) {
        Question question = new Question(due.id(), due.looks() + 1, due.referenceId(), true, null);
        return inquiries
                .ask(question, SLOT_PATIENCE)
                .map(told -> told instanceof Told.Status || (told instanceof Told.Refusal no && no.forgotten()));
    }

    /**
     * Where TeleSign tells nothing at all, it is asked more and more rarely. Where it does not tell of some only, these
     * must not hold up the others: they are tried again once nothing else is due.
     */
    private void considerPause(List<Due> due, List<Future<Boolean>> settled, long answered) {
        if (answered == 0 && !due.isEmpty()) {
            pauseLonger();
            return;
        }
        pause = SHORTEST_PAUSE;
        if (due.isEmpty() || setAside.size() > MOST_SET_ASIDE) {
            setAside.clear();
        }
        for (int i = 0; i < due.size(); i++) {
            if (!settled.get(i).result()) {
                setAside.add(due.get(i).id());
            }
        }
    }

    private void pauseLonger() {
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
