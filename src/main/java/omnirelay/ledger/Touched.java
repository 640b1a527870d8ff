package omnirelay.ledger;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import omnirelay.message.Entry;
import omnirelay.message.Inbound;
import omnirelay.message.Report;
import org.jspecify.annotations.Nullable;

/** What a batch's entries may touch: the keys by which the ledger reads what is known before it decides. Sorted. */
final class Touched {
    private final Set<UUID> ids = new TreeSet<>();
    private final Set<String> references = new TreeSet<>();
    private final Set<String> hashes = new TreeSet<>();
    private final List<Entry.CommandKey> keys = new ArrayList<>();
    private final List<Entry.Replied> replies = new ArrayList<>();
    private final Set<String> recipients = new TreeSet<>();
    private final Set<UUID> called = new TreeSet<>();
    private final Set<String> repliedTo = new TreeSet<>();

    static Touched by(List<Entry> entries) {
        Touched touched = new Touched();
        entries.forEach(touched::add);
        return touched;
    }

    private void add(Entry entry) {
        if (entry instanceof Entry.Accepted accepted) {
            ids.add(accepted.message().id().value());
            addRecipient(accepted.message().numberHash());
            if (accepted.key() != null) {
                keys.add(accepted.key());
            }
        } else if (entry instanceof Entry.TurnedAway turnedAway) {
            ids.add(turnedAway.message().id().value());
            if (turnedAway.key() != null) {
                keys.add(turnedAway.key());
            }
        } else if (entry instanceof Entry.Cancelled cancelled) {
            ids.add(cancelled.id().value());
        } else if (entry instanceof Entry.Sending sending) {
            ids.add(sending.id().value());
            called.add(sending.id().value());
        } else if (entry instanceof Entry.Requeued requeued) {
            ids.add(requeued.id().value());
        } else if (entry instanceof Entry.Answered answered) {
            ids.add(answered.id().value());
            if (answered.answer() instanceof Entry.Answer.Sent sent) {
                references.add(sent.referenceId());
                called.add(answered.id().value());
            }
        } else if (entry instanceof Entry.IdGiven given) {
            ids.add(given.id().value());
        } else if (entry instanceof Entry.Reported reported) {
            add(reported.subject(), reported.reports());
            addInbound(reported.inbound());
        } else if (entry instanceof Entry.LookedUp lookedUp) {
            ids.add(lookedUp.id().value());
            add(lookedUp.subject(), lookedUp.reports());
        } else if (entry instanceof Entry.Stale stale) {
            ids.add(stale.id().value());
        } else if (entry instanceof Entry.Replied replied) {
            add(replied);
        } else if (entry instanceof Entry.Filed filed) {
            addInbound(filed.inbound());
        } else if (entry instanceof Entry.Quarantined quarantined) {
            addInbound(quarantined.inbound());
        }
    }

    private void add(Entry.Subject subject, List<Report> reports) {
        if (subject.ours() != null) {
            ids.add(subject.ours().value());
        }
        addReference(subject.referenceId());
        reports.stream().map(Report::referenceId).forEach(this::addReference);
    }

    private void add(Entry.Replied replied) {
        addReference(replied.originalReferenceId());
        addInbound(replied.inbound());
        if (replied.numberHash() != null) {
            replies.add(replied);
        }
        addRecipient(replied);
    }

    /** Who replied: a number, or else the one to whom the message went that was answered. */
    private void addRecipient(Entry.Replied replied) {
        addRecipient(replied.numberHash());
        if (replied.numberHash() == null && replied.originalReferenceId() != null) {
            repliedTo.add(replied.originalReferenceId());
        }
    }

    private void addReference(@Nullable String reference) {
        if (reference != null && !reference.isEmpty()) {
            references.add(reference);
        }
    }

    private void addRecipient(@Nullable String numberHash) {
        if (numberHash != null) {
            recipients.add(numberHash);
        }
    }

    private void addInbound(Inbound inbound) {
        hashes.add(inbound.body().hash());
    }

    boolean anyReference() {
        return !references.isEmpty();
    }

    boolean anyHash() {
        return !hashes.isEmpty();
    }

    boolean anyKey() {
        return !keys.isEmpty();
    }

    boolean anyReply() {
        return !replies.isEmpty();
    }

    boolean anyRecipient() {
        return !recipients.isEmpty() || !called.isEmpty() || !repliedTo.isEmpty();
    }

    boolean anyMessage() {
        return !ids.isEmpty() || anyReference() || anyKey() || anyReply();
    }

    Tuple references() {
        return Tuple.tuple().addValue(references.toArray(String[]::new));
    }

    Tuple hashes() {
        return Tuple.tuple().addValue(hashes.toArray(String[]::new));
    }

    Tuple keys() {
        return Tuple.tuple().addValue(clients()).addValue(keyTexts());
    }

    /** The number's hash and the channel of each reply. */
    Tuple replies() {
        return Tuple.tuple().addValue(replyHashes()).addValue(replyChannels());
    }

    /** The hashes of numbers; the messages, and the references of messages, that were sent to others. */
    Tuple recipients() {
        return Tuple.tuple()
                .addValue(recipients.toArray(String[]::new))
                .addValue(called.toArray(UUID[]::new))
                .addValue(repliedTo.toArray(String[]::new));
    }

    /** The parameters of the SQL function {@code touched}. */
    Tuple messages() {
        return Tuple.tuple()
                .addValue(ids.toArray(UUID[]::new))
                .addValue(references.toArray(String[]::new))
                .addValue(clients())
                .addValue(keyTexts())
                .addValue(replyHashes())
                .addValue(replyChannels());
    }

    private String[] clients() {
        return keys.stream().map(Entry.CommandKey::client).toArray(String[]::new);
    }

    private String[] keyTexts() {
        return keys.stream().map(Entry.CommandKey::key).toArray(String[]::new);
    }

    private @Nullable String[] replyHashes() {
        return replies.stream().map(Entry.Replied::numberHash).toArray(String[]::new);
    }

    private String[] replyChannels() {
        return replies.stream().map(Entry.Replied::channel).toArray(String[]::new);
    }
}
