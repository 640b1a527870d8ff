package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import omnirelay.config.RelayConfig;
import omnirelay.message.Entry;
import omnirelay.message.Entry.Answer;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Reply;
import omnirelay.message.Status;
import omnirelay.telesign.SendOutcome;
import omnirelay.telesign.TelesignClient;
import org.jspecify.annotations.Nullable;
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

    private final Vertx vertx;
    private final Journal journal;
    private final TelesignClient telesign;
    private final Pace pace;
    private final RetryPauses pauses;
    private final String node;
    private final SendMeter meter;
    private final Map<MessageId, Call> underWay = new HashMap<>();
    private boolean stopping;

    /**
     * A call that has been journaled.
     *
     * @param entryLasts until when it may begin
     */
    private record Call(Outgoing message, Slot slot, int attempt, Deadline entryLasts) {
        static Call first(Outgoing message) {
            return new Call(message, message.slot(), 1, Deadline.in(ENTRY_LASTS));
        }

        Call next(Slot slot) {
            return new Call(message, slot, attempt + 1, Deadline.in(ENTRY_LASTS));
        }

        MessageId id() {
            return message.id();
        }
    }

    public Calls(
            Vertx vertx,
            Journal journal,
            TelesignClient telesign,
            Pace pace,
            RetryPauses pauses,
            String node,
            SendMeter meter) {
        this.vertx = vertx;
        this.journal = journal;
        this.telesign = telesign;
        this.pace = pace;
        this.pauses = pauses;
        this.node = node;
        this.meter = meter;
    }

    /** The first call for a message whose entry {@code sending} is on disk; succeeds with the message once it is journaled how it ended. */
    public Future<MessageState> first(Outgoing message) {
        return begin(Call.first(message)).onComplete(ended -> underWay.remove(message.id()));
    }

    /**
     * What has not been answered is given up: nobody will be there to hear the answer. The ledger commits that when it
     * stops, or says that it could not; then another node, or the next start, finds the calls abandoned.
     */
    public void abandon() {
        stopping = true;
        underWay.values().forEach(this::giveUp);
    }

    private void giveUp(Call call) {
        journal(call, new Answer.Lost("the relay was stopped before TeleSign answered"))
                .onFailure(cause -> LOG.warn("the call for {} remains open: {}", call.id(), cause.getMessage()));
    }

    private Future<MessageState> begin(Call call) {
        underWay.put(call.id(), call);
        return pace.moment(call.slot(), call.message().lane(), call.message().retryUntil())
                .transform(come ->
                        come.succeeded() && mayBegin(call) ? send(call) : Future.succeededFuture(telesign.notCalled()))
                .compose(outcome -> ended(call, outcome));
    }

    private boolean mayBegin(Call call) {
        boolean inTime = !call.message().retryUntil().remaining().isZero();
        return inTime && !stopping && !call.entryLasts().remaining().isZero();
    }

    private Future<SendOutcome> send(Call call) {
        long began = System.nanoTime();
        return telesign.send(call.message().body()).onSuccess(outcome -> {
            meter.called(outcome.wire(), System.nanoTime() - began);
            if (outcome.refusedWith(RATE_LIMIT_EXCEEDED)) {
                pace.exceeded();
            }
        });
    }

    private Future<MessageState> ended(Call call, SendOutcome outcome) {
        boolean again = !stopping && outcome.mayBeRepeated();
        Duration pause = pauses.after(call.attempt());
        Deadline until = call.message().retryUntil();
        if (!again || until.remaining().compareTo(pause) <= 0) {
            return journal(call, outcome.answer());
        }
        LOG.info("attempt {} to send {} was {} and may be repeated", call.attempt(), call.id(), outcome.wire());
        return vertx.timer(pause.toMillis())
                .compose(over -> pace.slot(
                        call.message().lane(), until.atMost(SLOT_PATIENCE).remaining()))
                .transform(slot ->
                        slot.succeeded() ? repeat(call, slot.result(), outcome) : journal(call, outcome.answer()));
    }

    /** Another node, or a report of TeleSign's, may have been faster: then there is nothing left to call for. */
    private Future<MessageState> repeat(Call call, Slot slot, SendOutcome outcome) {
        Call next = call.next(slot);
        Entry.Sending entry = new Entry.Sending(call.id(), next.attempt(), node, refusal(outcome));
        return journal.sending(entry).transform(reply -> {
            if (reply.succeeded() && reply.result() instanceof Reply.Applied && !stopping) {
                return begin(next);
            }
            pace.giveBack(slot);
            if (reply.failed()) {
                return journal(call, outcome.answer());
            }
            return reply.result() instanceof Reply.Overtaken overtaken
                    ? Future.succeededFuture(overtaken.state())
                    : journal(next, outcome.answer());
        });
    }

    private static @Nullable Status refusal(SendOutcome outcome) {
        return outcome.answer() instanceof Answer.Refused refused ? refused.status() : null;
    }

    private Future<MessageState> journal(Call call, Answer answer) {
        return journal.answered(call.id(), call.attempt(), answer);
    }
}
