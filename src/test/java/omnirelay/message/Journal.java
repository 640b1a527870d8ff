package omnirelay.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entries applied one after another to a memory that holds what PostgreSQL holds for the ledger. */
final class Journal implements Known {
    private final Map<MessageId, MessageState> messages = new HashMap<>();
    private final Map<String, MessageId> references = new HashMap<>();
    private final Map<String, KeyUse> keys = new HashMap<>();
    private final Map<String, MessageId> latest = new HashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Map<String, Wish> wishes = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private boolean stopConcernsAlerts;

    Change apply(Entry entry) {
        Change change = Rules.apply(this, entry);
        change.messages().forEach(state -> messages.put(state.id(), state));
        change.references().forEach(fresh -> references.put(fresh.referenceId(), fresh.id()));
        keys.values().removeIf(use -> change.freedKeys().contains(use.id()));
        if (change.keptKey() != null) {
            Entry.CommandKey key = change.keptKey().key();
            keys.put(key.client() + "/" + key.key(), new KeyUse(change.keptKey().id(), key.bodyHash()));
        }
        if (change.kept() != null) {
            kept.add(change.kept().inbound().body().hash());
        }
        if (entry instanceof Entry.Accepted accepted && change.content() != null) {
            accepted.message()
                    .plan()
                    .names()
                    .forEach(name -> latest.put(
                            accepted.message().numberHash() + "/" + name,
                            accepted.message().id()));
        }
        Wish wish = change.wish();
        if (wish != null) {
            wishes.put(wish.numberHash(), wish);
        }
        events.addAll(change.events());
        return change;
    }

    Journal having(Entry... entries) {
        for (Entry entry : entries) {
            apply(entry);
        }
        return this;
    }

    MessageState state(MessageId id) {
        return message(id).orElseThrow();
    }

    /** Without following an alias. */
    MessageState row(MessageId id) {
        return Optional.ofNullable(messages.get(id)).orElseThrow();
    }

    int messages() {
        return messages.size();
    }

    List<Event> events() {
        return events;
    }

    List<Event.Type> eventTypes() {
        return events.stream().map(Event::type).toList();
    }

    @Override
    public Optional<MessageState> message(MessageId id) {
        return Optional.ofNullable(messages.get(id))
                .map(state -> state.aliasOf() == null ? state : messages.get(state.aliasOf()));
    }

    @Override
    public Optional<MessageId> reference(String referenceId) {
        return Optional.ofNullable(references.get(referenceId));
    }

    @Override
    public Optional<KeyUse> key(Entry.CommandKey key) {
        return Optional.ofNullable(keys.get(key.client() + "/" + key.key()));
    }

    @Override
    public boolean kept(String inboundHash) {
        return kept.contains(inboundHash);
    }

    Journal whereStopConcernsAlerts() {
        stopConcernsAlerts = true;
        return this;
    }

    @Override
    public Optional<Wish> wish(String numberHash) {
        return Optional.ofNullable(wishes.get(numberHash));
    }

    @Override
    public boolean stopConcernsAlerts() {
        return stopConcernsAlerts;
    }

    @Override
    public Optional<MessageId> latestTo(String numberHash, String channel) {
        return Optional.ofNullable(latest.get(numberHash + "/" + channel));
    }
}
