package omnirelay.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import omnirelay.message.Change;
import omnirelay.message.Entry;
import omnirelay.message.Event;
import omnirelay.message.LookUpTimes;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.NumberedEvent;
import omnirelay.message.Reply;
import omnirelay.message.Rules;
import omnirelay.message.SendState;
import omnirelay.message.Wish;
import org.jspecify.annotations.Nullable;

/** A batch after the rules were applied: what to write, and what to reply once it is written. */
final class Decided {
    private final Instant at;
    private final LookUpTimes lookUps;
    private final Map<MessageId, Long> lastSeq;
    private final List<Reply> replies = new ArrayList<>();
    private final Map<MessageId, MessageState> messages = new TreeMap<>();
    private final List<ReportTable.Line> reports = new ArrayList<>();
    private final List<Change.CalledBack> calledBack = new ArrayList<>();
    private final List<Change.NewReference> references = new ArrayList<>();
    private final List<Change.NewContent> contents = new ArrayList<>();
    private final Map<MessageId, QueueTable.Line> queued = new TreeMap<>();
    private final Set<MessageId> dequeued = new TreeSet<>();
    private final Map<List<String>, KeyTable.Line> keys = new HashMap<>();
    private final List<MessageId> freedKeys = new ArrayList<>();
    private final List<MessageId> idsGiven = new ArrayList<>();
    private final List<CallbackTable.Line> callbacks = new ArrayList<>();
    private final List<Change.Move> moves = new ArrayList<>();
    private final Map<String, Wish> wishes = new HashMap<>();
    private final List<EventTable.Line> events = new ArrayList<>();
    private final Counts counts;
    private long seq;

    private Decided(FeedHead head, Map<MessageId, Long> lastSeq, LookUpTimes lookUps) {
        this.seq = head.seq();
        this.at = head.at();
        this.counts = new Counts(head.countedSince());
        this.lookUps = lookUps;
        this.lastSeq = new HashMap<>(lastSeq);
    }

    /** Each entry is applied to what the one before left. */
    static Decided of(List<Entry> entries, BatchReading.Before before, LookUpTimes lookUps) {
        Decided decided = new Decided(before.head(), before.lastSeq(), lookUps);
        WorkingSet known = before.known();
        for (Entry entry : entries) {
            Change change = Rules.apply(known, entry);
            decided.dequeue(known, change);
            change.messages().forEach(now -> decided.counts.move(known.written(now.id()), now));
            known.apply(change);
            decided.add(entry, change);
        }
        return decided;
    }

    /** What waited to be sent waits no longer, whatever the reason. */
    private void dequeue(WorkingSet before, Change change) {
        change.messages().stream()
                .filter(state -> state.send() != SendState.ACCEPTED)
                .map(MessageState::id)
                .filter(id -> before.message(id)
                        .filter(state -> state.send() == SendState.ACCEPTED)
                        .isPresent())
                .forEach(id -> {
                    if (queued.remove(id) == null) {
                        dequeued.add(id);
                    }
                });
    }

    private void add(Entry entry, Change change) {
        change.messages().forEach(state -> messages.put(state.id(), state));
        change.reports().forEach(fresh -> reports.add(new ReportTable.Line(fresh, at, reports.size())));
        calledBack.addAll(change.calledBack());
        references.addAll(change.references());
        if (change.content() != null) {
            contents.add(change.content());
        }
        if (change.queued() != null) {
            queued.put(change.queued().message().id(), new QueueTable.Line(change.queued(), at));
        }
        freedKeys.addAll(change.freedKeys());
        idsGiven.addAll(change.idsGiven());
        if (change.keptKey() != null) {
            Entry.CommandKey key = change.keptKey().key();
            keys.put(List.of(key.client(), key.key()), new KeyTable.Line(change.keptKey(), at));
        }
        moves.addAll(change.moves());
        String cause = cause(entry, change);
        change.events().forEach(event -> number(event, cause));
        if (change.kept() != null) {
            callbacks.add(new CallbackTable.Line(change.kept(), seq));
        }
        if (change.wish() != null) {
            wishes.put(change.wish().numberHash(), change.wish());
        }
        replies.add(change.reply());
    }

    /** What events come of, so that those which one thing caused are known as such. */
    private @Nullable String cause(Entry entry, Change change) {
        if (change.kept() != null) {
            return change.kept().inbound().body().hash();
        }
        return entry instanceof Entry.LookedUp ? "look-up/" + (seq + 1) : null;
    }

    private void number(Event event, @Nullable String cause) {
        seq++;
        NumberedEvent numbered = new NumberedEvent(seq, at, event.facets(), EventJson.encode(seq, at, event));
        events.add(EventTable.Line.of(numbered, event, cause));
        lastSeq.put(event.message().id(), seq);
    }

    /** The number of the last event, this batch's or an earlier one's. */
    long seq() {
        return seq;
    }

    List<Reply> replies() {
        return replies;
    }

    List<NumberedEvent> numberedEvents() {
        return events.stream().map(EventTable.Line::numbered).toList();
    }

    List<MessageTable.Line> messages() {
        return messages.values().stream()
                .map(state ->
                        new MessageTable.Line(state, lastSeq.getOrDefault(state.id(), 0L), at, lookUps.next(state, at)))
                .toList();
    }

    List<ReportTable.Line> reports() {
        return reports;
    }

    List<Change.CalledBack> calledBack() {
        return calledBack;
    }

    /** When the batch was decided, by the database's clock. */
    Instant at() {
        return at;
    }

    List<Change.NewReference> references() {
        return references;
    }

    List<Change.NewContent> contents() {
        return contents;
    }

    List<QueueTable.Line> queued() {
        return List.copyOf(queued.values());
    }

    List<MessageId> dequeued() {
        return List.copyOf(dequeued);
    }

    List<KeyTable.Line> keys() {
        return List.copyOf(keys.values());
    }

    List<MessageId> freedKeys() {
        return freedKeys;
    }

    List<MessageId> idsGiven() {
        return idsGiven;
    }

    List<CallbackTable.Line> callbacks() {
        return callbacks;
    }

    List<Change.Move> moves() {
        return moves;
    }

    List<Wish> wishes() {
        return List.copyOf(wishes.values());
    }

    Counts counts() {
        return counts;
    }

    List<EventTable.Line> events() {
        return events;
    }
}
