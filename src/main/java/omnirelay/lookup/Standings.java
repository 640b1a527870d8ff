package omnirelay.lookup;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import omnirelay.ledger.LookUpReader;
import omnirelay.ledger.MessageReader;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.StatusAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Says where a message stands: from what is known, where that is the end or was heard only just now; else TeleSign is
 * asked. Nobody is told less because TeleSign does not answer.
 */
final class Standings {
    /** TeleSign's SDKs give up after 10 s. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(9);

    /** Whoever can be told what is known already need not wait that long. */
    private static final Duration FRESH_WITHIN = Duration.ofSeconds(4);

    private static final Duration SLOT_PATIENCE = Duration.ofSeconds(2);
    private static final Duration FORGOTTEN_FOR = Duration.ofMinutes(5);
    private static final int NO_SUCH_REFERENCE = -10004;
    private static final int TOO_MANY_REQUESTS = 3204;
    private static final int SYSTEM_UNAVAILABLE = 3500;

    private final MessageReader messages;
    private final LookUpReader times;
    private final Inquiries inquiries;
    private final CodeCatalogue codes;
    private final Duration after;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Forgotten forgotten = new Forgotten(FORGOTTEN_FOR, System::nanoTime);

    /** @param after how long ago something must have been heard of a message for TeleSign to be asked */
    Standings(
            MessageReader messages,
            LookUpReader times,
            Inquiries inquiries,
            CodeCatalogue codes,
            Duration after,
            InstantSource clock,
            RandomGenerator random) {
        this.messages = messages;
        this.times = times;
        this.inquiries = inquiries;
        this.codes = codes;
        this.after = after;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Where a message stands.
     *
     * @param id the relay's, or TeleSign's reference
     * @param verifyCode to be compared by TeleSign; null where that is not asked
     * @param client whose messages may be seen; empty where all may
     */
    Future<Standing> find(String id, @Nullable String verifyCode, Optional<String> client) {
        return messages.find(id).compose(found -> {
            if (found.isEmpty()) {
                return stranger(id, verifyCode, client);
            }
            if (!mayBeSeen(found.get(), client)) {
                return untold(NO_SUCH_REFERENCE);
            }
            return verifyCode == null ? current(found.get()) : verified(found.get(), verifyCode);
        });
    }

    private static boolean mayBeSeen(MessageState state, Optional<String> client) {
        return !state.message().sentHere()
                || client.isEmpty()
                || client.get().equals(state.message().client());
    }

    private Future<Standing> current(MessageState state) {
        String reference = state.referenceId();
        if (reference == null || state.settled()) {
            return Future.succeededFuture(known(state));
        }
        return times.silence(state.id())
                .compose(silence -> silence.known() && silence.span().compareTo(after) > 0
                        ? fresh(state, reference)
                        : Future.succeededFuture(known(state)));
    }

    private Future<Standing> fresh(MessageState state, String reference) {
        return inquiries
                .ask(Question.about(state, reference), SLOT_PATIENCE)
                .timeout(FRESH_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .map(told -> told instanceof Told.Status status ? told(status) : known(state))
                .otherwise(late -> known(state));
    }

    /** TeleSign may compare a code only once, so its word is passed on even where it could not be kept. */
    private Future<Standing> verified(MessageState state, String code) {
        String reference = state.referenceId();
        if (reference == null) {
            return Future.succeededFuture(new Standing.Shown(StatusAnswer.unverified(state)));
        }
        return answered(Question.about(state, reference).verifying(code)).map(told -> {
            if (told instanceof Told.Unkept unkept) {
                return new Standing.Shown(StatusAnswer.of(state, unkept.body()));
            }
            return told instanceof Told.Status status ? told(status) : untold(told);
        });
    }

    /** TeleSign knows messages that something else sent through the same account. */
    private Future<Standing> stranger(String id, @Nullable String code, Optional<String> client) {
        if (code == null && forgotten.contains(id)) {
            return untold(NO_SUCH_REFERENCE);
        }
        MessageId keptUnder = MessageId.at(clock.instant(), random);
        return answered(Question.aboutStranger(keptUnder, id).verifying(code)).compose(told -> {
            if (told instanceof Told.Status status) {
                return mayBeSeen(status.state(), client)
                        ? Future.succeededFuture(told(status))
                        : untold(NO_SUCH_REFERENCE);
            }
            if (told instanceof Told.Refusal refusal && refusal.forgotten()) {
                forgotten.add(id);
            }
            return Future.succeededFuture(untold(told));
        });
    }

    private Future<Told> answered(Question question) {
        return inquiries
                .ask(question, SLOT_PATIENCE)
                .timeout(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(late -> new Told.Nothing("TeleSign did not answer in time."));
    }

    private static Standing known(MessageState state) {
        return new Standing.Shown(StatusAnswer.of(state));
    }

    private static Standing told(Told.Status status) {
        return new Standing.Shown(StatusAnswer.of(status.state(), status.body()));
    }

    private Future<Standing> untold(int code) {
        return Future.succeededFuture(new Standing.Untold(codes.error(code)));
    }

    private Standing untold(Told told) {
        if (told instanceof Told.NoRoom) {
            return new Standing.Untold(codes.error(TOO_MANY_REQUESTS));
        }
        if (told instanceof Told.Refusal refusal && !refusal.error().blamesCredentials()) {
            return new Standing.Untold(refusal.error());
        }
        return new Standing.Untold(codes.error(SYSTEM_UNAVAILABLE).withDetail(reason(told)));
    }

    private static String reason(Told told) {
        if (told instanceof Told.Unkept) {
            return Told.UNKEPT;
        }
        return told instanceof Told.Nothing nothing ? nothing.reason() : "TeleSign does not take the relay's key.";
    }
}
