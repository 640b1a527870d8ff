package omnirelay.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one entry changes.
 *
 * @param messages the messages that are new or different
 * @param reports the reports that are new, each with the event that tells of it
 * @param calledBack what a callback brought after a look-up may have found it
 * @param references the references that are new
 * @param content what is kept of a command apart
 * @param queued the command that now waits to be sent
 * @param keptKey the key that is now bound
 * @param freedKeys the messages whose key is free again
 * @param idsGiven the messages whose callers know them by the relay's id instead of TeleSign's reference
 * @param kept the callback to keep
 * @param moves what is kept under another message now
 * @param wish what a recipient wishes from now on
 * @param events in order
 */
public record Change(
        List<MessageState> messages,
        List<NewReport> reports,
        List<CalledBack> calledBack,
        List<NewReference> references,
        @Nullable NewContent content,
        @Nullable Queued queued,
        @Nullable KeptKey keptKey,
        List<MessageId> freedKeys,
        List<MessageId> idsGiven,
        @Nullable KeptCallback kept,
        List<Move> moves,
        @Nullable Wish wish,
        List<Event> events,
        Reply reply) {

    /** A report and whether it came too late to be shown. */
    public record NewReport(MessageId id, Report report, Entry.Source source, boolean late) {}

    /** A report that was known, brought again by a callback. */
    public record CalledBack(MessageId id, Report report) {}

    /** A command's erasable part. */
    public record NewContent(MessageId id, Entry.Content content) {}

    /**
     * A command that waits until it is sent or cancelled.
     *
     * @param attempts calls that were begun for it
     * @param pause before the next call at the earliest
     */
    public record Queued(Message message, Entry.Turn turn, int attempts, Duration pause) {}

    /**
     * A reference of TeleSign's.
     *
     * @param channel the channel whose reference it is; empty for the message's own
     */
    public record NewReference(String referenceId, MessageId id, String channel) {}

    /** A client's key and the message it stands for. */
    public record KeptKey(Entry.CommandKey key, MessageId id) {}

    /**
     * A callback and what became of it.
     *
     * @param message the message it concerns; null where it concerns none
     */
    public record KeptCallback(
            Inbound inbound,
            Verdict verdict,
            String detail,
            @Nullable MessageId message) {}

    /** All that was kept under one message now belongs to another. */
    public record Move(MessageId from, MessageId to) {}

    /** What became of a callback. */
    public enum Verdict {
        STATUS,
        REPLY,
        OTHER,
        QUARANTINED
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects a change while a rule is followed. */
    static final class Builder {
        private final List<MessageState> messages = new ArrayList<>();
        private final List<NewReport> reports = new ArrayList<>();
        private final List<CalledBack> calledBack = new ArrayList<>();
        private final List<NewReference> references = new ArrayList<>();
        private final List<MessageId> freedKeys = new ArrayList<>();
        private final List<MessageId> idsGiven = new ArrayList<>();
        private final List<Move> moves = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private @Nullable NewContent content;
        private @Nullable Queued queued;
        private @Nullable KeptKey keptKey;
        private @Nullable KeptCallback kept;
        private @Nullable Wish wish;

        Builder message(MessageState state) {
            messages.removeIf(earlier -> earlier.id().equals(state.id()));
            messages.add(state);
            return this;
        }

        /** Where an entry left a message as it was there is nothing to write. */
        Builder message(MessageState before, MessageState now) {
            return now.equals(before) ? this : message(now);
        }

        Builder report(MessageId id, Report report, Entry.Source source, boolean late) {
            reports.add(new NewReport(id, report, source, late));
            return this;
        }

        Builder calledBack(MessageId id, Report report) {
            calledBack.add(new CalledBack(id, report));
            return this;
        }

        Builder reference(String referenceId, MessageId id, String channel) {
            references.add(new NewReference(referenceId, id, channel));
            return this;
        }

        Builder content(MessageId id, Entry.Content newContent) {
            content = new NewContent(id, newContent);
            return this;
        }

        Builder queue(Message message, Entry.Turn turn) {
            queued = new Queued(message, turn, 0, Duration.ZERO);
            return this;
        }

        Builder queueAgain(MessageState state, Entry.Turn turn, Duration pause) {
            queued = new Queued(state.message(), turn, state.attempt(), pause);
            return this;
        }

        Builder key(Entry.CommandKey key, MessageId id) {
            keptKey = new KeptKey(key, id);
            return this;
        }

        Builder freeKeyOf(MessageId id) {
            freedKeys.add(id);
            return this;
        }

        Builder idGiven(MessageId id) {
            idsGiven.add(id);
            return this;
        }

        Builder keep(Inbound inbound, Verdict verdict, String detail, @Nullable MessageId message) {
            kept = new KeptCallback(inbound, verdict, detail, message);
            return this;
        }

        Builder move(MessageId from, MessageId to) {
            moves.add(new Move(from, to));
            return this;
        }

        boolean moves(MessageId from) {
            return moves.stream().anyMatch(move -> move.from().equals(from));
        }

        Builder wish(Wish newWish) {
            wish = newWish;
            return this;
        }

        Builder event(Event event) {
            events.add(event);
            return this;
        }

        Change reply(Reply reply) {
            return new Change(
                    List.copyOf(messages),
                    List.copyOf(reports),
                    List.copyOf(calledBack),
                    List.copyOf(references),
                    content,
                    queued,
                    keptKey,
                    List.copyOf(freedKeys),
                    List.copyOf(idsGiven),
                    kept,
                    List.copyOf(moves),
                    wish,
                    List.copyOf(events),
                    reply);
        }
    }

    static Change none(Reply reply) {
        return builder().reply(reply);
    }
}
