package omnirelay.lookup;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import omnirelay.ledger.Ledger;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import omnirelay.message.Reply;
import omnirelay.telesign.LookUpOutcome;
import omnirelay.telesign.LookUpOutcome.Found;
import omnirelay.telesign.LookUpOutcome.Refused;
import omnirelay.telesign.TelesignClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks TeleSign, within the account's rate; what it tells becomes an entry. Lives on the event loop. */
final class Inquiries {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);
    private static final Duration JOURNAL_PATIENCE = Duration.ofSeconds(4);
    private static final int TOO_MANY_REQUESTS = 3204;

    private final TelesignClient telesign;
    private final Ledger ledger;
    private final Slots slots;
    private final LookUpMeter meter;
    private final Map<String, Future<Told>> underWay = new HashMap<>();

    Inquiries(TelesignClient telesign, Ledger ledger, Slots slots, LookUpMeter meter) {
        this.telesign = telesign;
        this.ledger = ledger;
        this.slots = slots;
        this.meter = meter;
    }

    /**
     * Never fails. Whoever asks the same while TeleSign is being asked gets the same answer, but for codes, of which each
     * is compared by itself.
     *
     * @param patience how long the question may wait for its turn
     */
    Future<Told> ask(Question question, Duration patience) {
        String reference = question.referenceId();
        Future<Told> same = underWay.get(reference);
        if (question.verifyCode() != null) {
            return put(question, patience);
        }
        if (same != null) {
            return same;
        }
        Future<Told> told = put(question, patience);
        underWay.put(reference, told);
        return told.onComplete(done -> underWay.remove(reference, told));
    }

    private Future<Told> put(Question question, Duration patience) {
        return slots.turn(question.lane(), patience)
                .transform(slot -> slot.failed()
                        ? Future.succeededFuture(new Told.NoRoom())
                        : telesign.lookUp(question.referenceId(), question.verifyCode())
                                .compose(outcome -> heard(question, outcome)));
    }

    private Future<Told> heard(Question question, LookUpOutcome outcome) {
        if (outcome instanceof Found found) {
            meter.lookedUp("told");
            return keep(question, found);
        }
        if (outcome instanceof Refused refused) {
            meter.lookedUp("refused");
            if (refused.error().code() == TOO_MANY_REQUESTS) {
                slots.exceeded();
            }
            return refused(question, refused);
        }
        meter.lookedUp("silent");
        return Future.succeededFuture(new Told.Nothing(((LookUpOutcome.Failed) outcome).reason()));
    }

    private Future<Told> keep(Question question, Found found) {
        Entry.Subject subject = subject(question, found.subject());
        return ledger.submit(
                        new Entry.LookedUp(question.id(), question.look(), subject, found.reports()), JOURNAL_PATIENCE)
                .map(reply -> told((Reply.LookedUp) reply, found))
                .otherwise(cause -> {
                    LOG.warn("what TeleSign said of {} could not be kept: {}", question.id(), cause.getMessage());
                    return new Told.Unkept(found.body());
                });
    }

    /** TeleSign was asked by its reference, so it is that one, also where the answer does not repeat it. */
    private static Entry.Subject subject(Question question, Entry.Subject answers) {
        return new Entry.Subject(answers.ours(), answers.externalId(), question.referenceId());
    }

    private Told told(Reply.LookedUp reply, Found found) {
        reply.brought().forEach(report -> meter.brought(report.channel()));
        return new Told.Status(reply.state(), found.body());
    }

    /** Once TeleSign has forgotten a message there is nothing left to ask for. */
    private Future<Told> refused(Question question, Refused refused) {
        Told told = new Told.Refusal(refused.error(), refused.forgotten());
        return refused.forgotten() && question.known() ? giveUp(question.id()).map(told) : Future.succeededFuture(told);
    }

    /** Notes that TeleSign can be asked about a message no more. Never fails; succeeds with whether it is on disk. */
    Future<Boolean> giveUp(MessageId id) {
        return ledger.submit(new Entry.Stale(id), JOURNAL_PATIENCE).map(true).otherwise(cause -> {
            LOG.warn("{} could not be marked stale: {}", id, cause.getMessage());
            return false;
        });
    }
}
