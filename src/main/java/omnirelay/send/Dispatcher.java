package omnirelay.send;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import omnirelay.ledger.MessageReader;
import omnirelay.message.Entry;
import omnirelay.message.Finality;
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
 * Sends the commands whose callers did not wait, oldest first, also those that a node left behind. Which of several
 * nodes sends a command is decided by the ledger: only one may begin the first call.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int AT_ONCE = 16;

    /** Well within the time after which a call without an end counts as lost. */
    private static final Duration RETRY_FOR = Duration.ofSeconds(20);

    /** Its content was erased before it could be sent. */
    private static final Entry.Answer ERASED = new Entry.Answer.Refused(
            Status.local(3110, "Invalid request", Outcome.REJECTED, Finality.FINAL), 400, false);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Journal journal;
    private final MessageReader messages;
    private final Calls calls;
    private final SendRequestValidator validator;
    private final String node;
    private final Set<MessageId> taken = new HashSet<>();
    private boolean looking;
    private boolean wokenMeanwhile;
    private boolean stopped;
    private long timer;

    Dispatcher(
            Vertx vertx,
            Journal journal,
            MessageReader messages,
            Calls calls,
            SendRequestValidator validator,
            String node) {
        this.vertx = vertx;
        this.journal = journal;
        this.messages = messages;
        this.calls = calls;
        this.validator = validator;
        this.node = node;
    }

    void start() {
        timer = vertx.setPeriodic(LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), again -> wake());
        wake();
    }

    void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    /** Commands that are being journaled or called. */
    int underWay() {
        return taken.size();
    }

    /** There may be something to send. */
    void wake() {
        if (stopped || taken.size() >= AT_ONCE) {
            return;
        }
        if (looking) {
            wokenMeanwhile = true;
            return;
        }
        looking = true;
        messages.accepted(AT_ONCE * 2)
                .onSuccess(this::take)
                .onFailure(cause -> LOG.warn("could not look for commands to send: {}", cause.getMessage()))
                .onComplete(looked -> {
                    looking = false;
                    if (wokenMeanwhile) {
                        wokenMeanwhile = false;
                        wake();
                    }
                });
    }

    private void take(List<MessageId> waiting) {
        waiting.stream()
                .filter(id -> !taken.contains(id))
                .limit(AT_ONCE - taken.size())
                .forEach(this::dispatch);
    }

    private void dispatch(MessageId id) {
        taken.add(id);
        messages.content(id)
                .compose(content -> send(id, content))
                .onFailure(cause -> LOG.warn("{} could not be sent yet: {}", id, cause.getMessage()))
                .onComplete(sent -> {
                    taken.remove(id);
                    if (sent.succeeded()) {
                        wake();
                    }
                });
    }

    private Future<MessageState> send(MessageId id, Optional<String> content) {
        Optional<Buffer> body = content.flatMap(text -> toSend(id, text));
        if (body.isEmpty()) {
            return journal.answered(id, 0, ERASED);
        }
        return journal.sending(new Entry.Sending(id, 1, node, null))
                .compose(reply -> reply instanceof Reply.Overtaken overtaken
                        ? Future.succeededFuture(overtaken.state())
                        : calls.first(id, body.get(), Deadline.in(RETRY_FOR)));
    }

    private Optional<Buffer> toSend(MessageId id, String content) {
        Validation validation = validator.validate(content.getBytes(StandardCharsets.UTF_8));
        return validation instanceof Validation.Valid valid
                ? Optional.of(Buffer.buffer(valid.request().sentOnAs(id)))
                : Optional.empty();
    }
}
