package omnirelay.dispatch;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import omnirelay.config.RelayConfig;
import omnirelay.guard.Holds;
import omnirelay.message.Entry;
import omnirelay.message.Entry.Answer;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Reply;
import omnirelay.telesign.SendOutcome;
import omnirelay.telesign.TelesignClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls TeleSign, again where nothing can have been sent, and journals how it ended. No call begins before its entry
 * is on disk, outside the account's pace, or after one that TeleSign may have accepted: TeleSign has no key by which it
 * would know the second one.
 */
public final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final int RATE_LIMIT_EXCEEDED = 3204;

    /** An entry older than this may soon count as abandoned: no call begins on its strength. */
    private static final Duration ENTRY_LASTS = RelayConfig.Telesign.LONGEST_CALL.dividedBy(2);

    /** With the pause before it, shorter than the time after which a call without an end counts as lost. */
    private static final Duration SLOT_PATIENCE = Duration.ofSeconds(30);

    private final Journal journal;
    private final TelesignClient telesign;
    private final Pace pace;
    private final Holds holds;
    private final RetryPauses pauses;
    private final String node;
    private final SendMeter meter;
    private final Map<MessageId, Integer> attemptUnderWay = new HashMap<>();
    private final Map<MessageId, Call> onTheirWay = new HashMap<>();
    private boolean stopping;

    /**
     * A call that has been journaled.
     *
     * @param entryLasts until when it may begin
     */
    private record Call(Outgoing message, int attempt, Slot slot, Deadline entryLasts) {
        static Call first(Outgoing message) {
            return new Call(message, message.attempt(), message.slot(), Deadline.in(ENTRY_LASTS));
        }

        Call next(Slot newSlot) {
            return new Call(message, attempt + 1, newSlot, Deadline.in(ENTRY_LASTS));
        }

        MessageId id() {
            return message.id();
        }
    }

    public Calls(
            Journal journal,
            TelesignClient telesign,
            Pace pace,
            Holds holds,
            RetryPauses pauses,
            String node,
            SendMeter meter) {
        this.journal = journal;
        this.telesign = telesign;
        this.pace = pace;
        this.holds = holds;
        this.pauses = pauses;
        this.node = node;
        this.meter = meter;
    }

    /** The first call for a message whose entry {@code sending} is on disk; succeeds with the message once it is journaled how it ended. */
    public Future<MessageState> first(Outgoing message) {
        return begin(Call.first(message));
    }

    /** No further call begins. Those that wait for one end at once: nothing of them has been sent. */
    public void stop() {
        stopping = true;
        pauses.end();
    }

    /**
     * What has not been answered is given up: nobody will be there to hear the answer. The ledger commits that when it
     * stops, or says that it could not; then another node, or the next start, finds the calls abandoned.
     */
    public void abandon() {
        onTheirWay.values().forEach(this::giveUp);
    }

    private void giveUp(Call call) {
        answered(call, new Answer.Lost("the relay was stopped before TeleSign answered"))
                .onFailure(cause -> LOG.warn("the call for {} remains open: {}", call.id(), cause.getMessage()));
    }

    private Future<MessageState> begin(Call call) {
        return (mayBegin(call) ? send(call) : Future.succeededFuture(telesign.notCalled()))
                .compose(outcome -> ended(call, outcome));
    }

    private boolean mayBegin(Call call) {
        boolean inTime = !call.message().retryUntil().remaining().isZero();
        return inTime && !stopping && !call.entryLasts().remaining().isZero();
    }

    private Future<SendOutcome> send(Call call) {
        long began = System.nanoTime();
        attemptUnderWay.put(call.id(), call.attempt());
        return telesign.send(call.message().body(), () -> moment(call)).onSuccess(outcome -> {
            attemptUnderWay.remove(call.id());
            onTheirWay.remove(call.id());
            meter.called(outcome.wire(), System.nanoTime() - began);
            if (outcome.refusedWith(RATE_LIMIT_EXCEEDED)) {
                pace.exceeded();
            }
        });
    }

    /** From when this succeeds on, nobody knows any more whether TeleSign has it. A call may end before its moment comes. */
    private Future<Void> moment(Call call) {
        Outgoing message = call.message();
        return pace.moment(call.slot(), message.lane(), message.retryUntil()).compose(come -> {
            if (!isUnderWay(call) || !mayBegin(call)) {
                return Future.failedFuture(new NoSlotException());
            }
            onTheirWay.put(call.id(), call);
            return Future.succeededFuture();
        });
    }

    private boolean isUnderWay(Call call) {
        return Integer.valueOf(call.attempt()).equals(attemptUnderWay.get(call.id()));
    }

    private Future<MessageState> ended(Call call, SendOutcome outcome) {
        if (!outcome.mayBeRepeated()) {
            return answered(call, outcome.answer());
        }
        Outgoing message = call.message();
        Duration pause = pauses.after(call.attempt());
        if (stopping || held(message) || message.retryUntil().remaining().compareTo(pause) <= 0) {
            return givenBack(call, outcome);
        }
        LOG.info("attempt {} to send {} was {} and may be repeated", call.attempt(), call.id(), outcome.wire());
        return pauses.wait(pause)
                .compose(over -> pace.slot(
                        message.lane(),
                        message.retryUntil().atMost(SLOT_PATIENCE).remaining()))
                .transform(slot -> slot.succeeded() ? repeat(call, slot.result(), outcome) : givenBack(call, outcome));
    }

    private boolean held(Outgoing message) {
        return holds.concern(message.kind());
    }

    /** Another node, or a report of TeleSign's, may have been faster: then there is nothing left to call for. */
    private Future<MessageState> repeat(Call call, Slot slot, SendOutcome outcome) {
        if (held(call.message())) {
            pace.giveBack(slot);
            return givenBack(call, outcome);
        }
        Call next = call.next(slot);
        Entry.Sending entry = new Entry.Sending(
                call.id(), next.attempt(), node, outcome.refusal().orElse(null));
        return journal.sending(entry).transform(reply -> {
            if (reply.succeeded() && reply.result() instanceof Reply.Applied && !stopping) {
                return begin(next);
            }
            pace.giveBack(slot);
            if (reply.failed()) {
                return givenBack(call, outcome);
            }
            return reply.result() instanceof Reply.Overtaken overtaken
                    ? Future.succeededFuture(overtaken.state())
                    : givenBack(next, outcome);
        });
    }

    /** Nothing was sent: who waits is told, and a command for which nobody waits goes back to where it came from. */
    private Future<MessageState> givenBack(Call call, SendOutcome outcome) {
        Entry.Turn.Deferred turn = call.message().turn();
        if (turn == null || outcome.refusal().isEmpty()) {
            return answered(call, outcome.answer());
        }
        LOG.info("{} waits to be sent again after attempt {}", call.id(), call.attempt());
        return journal.requeued(new Entry.Requeued(
                call.id(),
                call.attempt(),
                turn,
                pauses.after(call.attempt()),
                outcome.refusal().get()));
    }

    private Future<MessageState> answered(Call call, Answer answer) {
        return journal.answered(call.id(), call.attempt(), answer);
    }
}
