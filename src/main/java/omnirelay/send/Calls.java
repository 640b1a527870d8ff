package omnirelay.send;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
 * is on disk, and none follows one that TeleSign may have accepted: TeleSign has no key by which it would know the
 * second one.
 */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Vertx vertx;
    private final Journal journal;
    private final TelesignClient telesign;
    private final RetryPauses pauses;
    private final String node;
    private final SendMeter meter;
    private final Map<MessageId, Call> underWay = new HashMap<>();
    private boolean stopping;

    /**
     * A call that has been journaled.
     *
     * @param retryUntil no further attempt begins later than this
     */
    private record Call(MessageId id, int attempt, Buffer body, Deadline retryUntil) {
        Call next() {
            return new Call(id, attempt + 1, body, retryUntil);
        }
    }

    Calls(Vertx vertx, Journal journal, TelesignClient telesign, RetryPauses pauses, String node, SendMeter meter) {
        this.vertx = vertx;
        this.journal = journal;
        this.telesign = telesign;
        this.pauses = pauses;
        this.node = node;
        this.meter = meter;
    }

    /** The first call for a message whose entry {@code sending} is on disk; succeeds with the message once it is journaled how it ended. */
    Future<MessageState> first(MessageId id, Buffer body, Deadline retryUntil) {
        return begin(new Call(id, 1, body, retryUntil)).onComplete(ended -> underWay.remove(id));
    }

    /**
     * What has not been answered is given up: nobody will be there to hear the answer. The ledger commits that when it
     * stops, or says that it could not; then another node, or the next start, finds the calls abandoned.
     */
    void abandon() {
        stopping = true;
        underWay.values().forEach(this::giveUp);
    }

    private void giveUp(Call call) {
        journal(call, new Answer.Lost("the relay was stopped before TeleSign answered"))
                .onFailure(cause -> LOG.warn("the call for {} remains open: {}", call.id(), cause.getMessage()));
    }

    private Future<MessageState> begin(Call call) {
        underWay.put(call.id(), call);
        long began = System.nanoTime();
        return telesign.send(call.body()).compose(outcome -> {
            meter.called(outcome.wire(), System.nanoTime() - began);
            return ended(call, outcome);
        });
    }

    private Future<MessageState> ended(Call call, SendOutcome outcome) {
        boolean again = !stopping && outcome.mayBeRepeated();
        Duration pause = pauses.after(call.attempt());
        if (!again || call.retryUntil().remaining().compareTo(pause) <= 0) {
            return journal(call, outcome.answer());
        }
        LOG.info("attempt {} to send {} was {} and may be repeated", call.attempt(), call.id(), outcome.wire());
        return waitFor(pause).compose(waited -> repeat(call, outcome));
    }

    /** Another node, or a report of TeleSign's, may have been faster: then there is nothing left to call for. */
    private Future<MessageState> repeat(Call call, SendOutcome outcome) {
        Call next = call.next();
        Entry.Sending entry = new Entry.Sending(call.id(), next.attempt(), node, refusal(outcome));
        return journal.sending(entry).transform(reply -> {
            if (reply.failed()) {
                return journal(call, outcome.answer());
            }
            if (reply.result() instanceof Reply.Overtaken overtaken) {
                return Future.succeededFuture(overtaken.state());
            }
            return stopping ? journal(next, outcome.answer()) : begin(next);
        });
    }

    private static @Nullable Status refusal(SendOutcome outcome) {
        return outcome.answer() instanceof Answer.Refused refused ? refused.status() : null;
    }

    private Future<MessageState> journal(Call call, Answer answer) {
        return journal.answered(call.id(), call.attempt(), answer);
    }

    private Future<Void> waitFor(Duration pause) {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(pause.toMillis(), timer -> over.complete());
        return over.future();
    }
}
