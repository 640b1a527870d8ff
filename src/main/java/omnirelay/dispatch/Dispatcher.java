package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import omnirelay.guard.Holds;
import omnirelay.ledger.MessageReader;
import omnirelay.message.Entry;
import omnirelay.message.Finality;
import omnirelay.message.Lane;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Outcome;
import omnirelay.message.Reply;
import omnirelay.message.Status;
import omnirelay.telesign.SendRequestValidator;
import omnirelay.telesign.Validation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the commands whose callers did not wait, in each lane the oldest first, also those that another node left
 * behind. A few of each lane are taken up ahead, so that no slot has to wait for its command.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final List<Lane> LANES = List.of(Lane.OTP, Lane.ARN, Lane.MKT);

    /** Long enough for what passes quickly. Then it waits where any node may take it up. */
    private static final Duration RETRY_FOR = Duration.ofMinutes(1);

    /** Its claim is prolonged as long as it waits. */
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    /** Its content was erased before it could be sent. */
    private static final Entry.Answer ERASED = new Entry.Answer.Refused(
            Status.local(3110, "Invalid request", Outcome.REJECTED, Finality.FINAL), 400, false);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PROLONG_EVERY = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final CommandQueue queue;
    private final Journal journal;
    private final MessageReader messages;
    private final Pace pace;
    private final Holds holds;
    private final Calls calls;
    private final SendRequestValidator validator;
    private final String node;
    private final int atOnce;
    private final Map<MessageId, Lane> taken = new HashMap<>();
    private boolean looking;
    private boolean wokenMeanwhile;
    private boolean puttingAside;
    private boolean stopped;
    private long lookTimer;
    private long prolongTimer;

    /** @param atOnce how many of a lane may wait for their slot, or for TeleSign's answer, on this node */
    public Dispatcher(
            Vertx vertx,
            CommandQueue queue,
            Journal journal,
            MessageReader messages,
            Pace pace,
            Holds holds,
            Calls calls,
            SendRequestValidator validator,
            String node,
            int atOnce) {
        this.vertx = vertx;
        this.queue = queue;
        this.journal = journal;
        this.messages = messages;
        this.pace = pace;
        this.holds = holds;
        this.calls = calls;
        this.validator = validator;
        this.node = node;
        this.atOnce = atOnce;
    }

    public void start() {
        lookTimer = vertx.setPeriodic(LOOK_EVERY.toMillis(), again -> wake());
        prolongTimer = vertx.setPeriodic(PROLONG_EVERY.toMillis(), again -> prolong());
        wake();
    }

    /** Takes up nothing more, and leaves to others what waits. */
    public Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(lookTimer);
        vertx.cancelTimer(prolongTimer);
        return queue.release();
    }

    /** Commands that wait for their slot, are being journaled or called. */
    public int underWay() {
        return taken.size();
    }

    /** There may be something to send. */
    public void wake() {
        Map<Lane, Integer> room = room();
        if (stopped || room.isEmpty()) {
            return;
        }
        if (looking) {
            wokenMeanwhile = true;
            return;
        }
        looking = true;
        queue.claim(room)
                .onSuccess(claimed -> putAside(notFilled(room, claimed)))
                .compose(this::dispatchAll)
                .onFailure(cause -> LOG.warn("could not look for commands to send: {}", cause.getMessage()))
                .onComplete(looked -> {
                    looking = false;
                    if (wokenMeanwhile) {
                        wokenMeanwhile = false;
                        wake();
                    }
                });
    }

    private Map<Lane, Integer> room() {
        Map<Lane, Integer> room = new EnumMap<>(Lane.class);
        for (Lane lane : LANES) {
            long held = taken.values().stream().filter(lane::equals).count();
            if (held < atOnce) {
                room.put(lane, (int) (atOnce - held));
            }
        }
        return room;
    }

    private static Set<Lane> notFilled(Map<Lane, Integer> room, List<Claimed> claimed) {
        Map<Lane, Integer> left = new EnumMap<>(room);
        claimed.forEach(command -> left.merge(command.lane(), -1, Integer::sum));
        left.values().removeIf(places -> places <= 0);
        return left.keySet();
    }

    /** What is held may stand before what is not. Claims go on meanwhile, so that no lane waits for another's backlog. */
    private void putAside(Set<Lane> lanes) {
        if (puttingAside || stopped || lanes.isEmpty() || holds.count() == 0) {
            return;
        }
        puttingAside = true;
        queue.putAside(lanes).onComplete((some, failure) -> {
            puttingAside = false;
            if (failure != null) {
                LOG.warn("what is held could not be put aside: {}", failure.getMessage());
            } else if (some > 0) {
                wake();
            }
        });
    }

    private void prolong() {
        if (!taken.isEmpty()) {
            queue.prolong(taken.keySet())
                    .onFailure(cause -> LOG.warn("claims could not be prolonged: {}", cause.getMessage()));
        }
    }

    /** All are read before the first is dispatched, so that they stand for their slots in the order of their claims. */
    private Future<Void> dispatchAll(List<Claimed> commands) {
        if (commands.isEmpty()) {
            return Future.succeededFuture();
        }
        return messages.contents(commands.stream().map(Claimed::id).toList()).map(contents -> {
            commands.forEach(command -> dispatch(command, Optional.ofNullable(contents.get(command.id()))));
            return null;
        });
    }

    private void dispatch(Claimed command, Optional<String> content) {
        if (stopped || taken.putIfAbsent(command.id(), command.lane()) != null) {
            return;
        }
        send(command, content).onFailure(cause -> notSent(command, cause)).onComplete(sent -> {
            taken.remove(command.id());
            if (sent.succeeded()) {
                wake();
            }
        });
    }

    private void notSent(Claimed command, Throwable cause) {
        if (cause instanceof NoSlotException || cause instanceof HeldBackException) {
            LOG.debug("{} was not sent in its time: {}", command.id(), cause.getMessage());
        } else {
            LOG.warn("{} could not be sent yet: {}", command.id(), cause.getMessage());
        }
        queue.leave(command.id())
                .onFailure(away -> LOG.debug("{} waits until its claim is over: {}", command.id(), away.getMessage()));
    }

    private Future<MessageState> send(Claimed command, Optional<String> content) {
        Optional<Buffer> body = content.flatMap(text -> toSend(command.id(), text));
        if (body.isEmpty()) {
            return journal.answered(command.id(), attempt(command), ERASED);
        }
        Deadline until = Deadline.in(Objects.requireNonNullElse(command.timeLeft(), AS_LONG_AS_IT_TAKES));
        return pace.slot(command.lane(), until.remaining()).compose(slot -> begin(command, body.get(), slot, until));
    }

    private static int attempt(Claimed command) {
        return command.attempts() + 1;
    }

    private Future<MessageState> begin(Claimed command, Buffer body, Slot slot, Deadline until) {
        if (holds.concern(command.kind())) {
            pace.giveBack(slot);
            return Future.failedFuture(new HeldBackException());
        }
        return journal.sending(new Entry.Sending(command.id(), attempt(command), node, null))
                .onComplete(reply -> {
                    if (!(reply.result() instanceof Reply.Applied)) {
                        pace.giveBack(slot);
                    }
                })
                .compose(reply -> reply instanceof Reply.Overtaken overtaken
                        ? Future.succeededFuture(overtaken.state())
                        : calls.first(outgoing(command, body, slot, until)));
    }

    private static Outgoing outgoing(Claimed command, Buffer body, Slot slot, Deadline until) {
        return new Outgoing(
                command.id(),
                command.kind(),
                command.lane(),
                body,
                attempt(command),
                slot,
                until.atMost(RETRY_FOR),
                new Entry.Turn.Deferred(command.notAfter()));
    }

    private Optional<Buffer> toSend(MessageId id, String content) {
        Validation validation = validator.validate(content.getBytes(StandardCharsets.UTF_8));
        return validation instanceof Validation.Valid valid
                ? Optional.of(Buffer.buffer(valid.request().sentOnAs(id)))
                : Optional.empty();
    }
}
