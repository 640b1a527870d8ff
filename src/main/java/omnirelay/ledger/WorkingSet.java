package omnirelay.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import omnirelay.message.Change;
import omnirelay.message.Entry;
import omnirelay.message.Known;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Wish;

/** What is known while a batch is decided: what the database held, and what the entries before changed. */
final class WorkingSet implements Known {
    private record ClientKey(String client, String key) {}

    private record ReplyTo(String numberHash, String channel) {}

    private final Map<MessageId, MessageState> messages = new HashMap<>();
    private final Map<String, MessageId> references = new HashMap<>();
    private final Map<ClientKey, KeyUse> keys = new HashMap<>();
    private final Map<ReplyTo, MessageId> latest = new HashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Map<String, Wish> wishes = new HashMap<>();
    private final boolean stopConcernsAlerts;

    WorkingSet(boolean stopConcernsAlerts) {
        this.stopConcernsAlerts = stopConcernsAlerts;
    }

    void message(MessageState state) {
        messages.put(state.id(), state);
    }

    void reference(String referenceId, MessageId id) {
        references.put(referenceId, id);
    }

    void key(String client, String key, KeyUse use) {
        keys.put(new ClientKey(client, key), use);
    }

    void latestTo(String numberHash, String channel, MessageId id) {
        latest.put(new ReplyTo(numberHash, channel), id);
    }

    void keep(String hash) {
        kept.add(hash);
    }

    void wish(Wish wish) {
        wishes.put(wish.numberHash(), wish);
    }

    @Override
    public Optional<MessageState> message(MessageId id) {
        MessageState state = messages.get(id);
        return state != null && state.aliasOf() != null ? message(state.aliasOf()) : Optional.ofNullable(state);
    }

    /** As it was written down, also where it turned out to be another message. */
    Optional<MessageState> written(MessageId id) {
        return Optional.ofNullable(messages.get(id));
    }

    @Override
    public Optional<MessageId> reference(String referenceId) {
        return Optional.ofNullable(references.get(referenceId));
    }

    @Override
    public Optional<KeyUse> key(Entry.CommandKey key) {
        return Optional.ofNullable(keys.get(new ClientKey(key.client(), key.key())));
    }

    @Override
    public boolean kept(String inboundHash) {
        return kept.contains(inboundHash);
    }

    @Override
    public Optional<MessageId> latestTo(String numberHash, String channel) {
        return Optional.ofNullable(latest.get(new ReplyTo(numberHash, channel)));
    }

    @Override
    public Optional<Wish> wish(String numberHash) {
        return Optional.ofNullable(wishes.get(numberHash));
    }

    @Override
    public boolean stopConcernsAlerts() {
        return stopConcernsAlerts;
    }

    void apply(Change change) {
        change.messages().forEach(this::message);
        change.references().forEach(fresh -> references.put(fresh.referenceId(), fresh.id()));
        keys.values().removeIf(use -> change.freedKeys().contains(use.id()));
        if (change.keptKey() != null) {
            Entry.CommandKey key = change.keptKey().key();
            key(key.client(), key.key(), new KeyUse(change.keptKey().id(), key.bodyHash()));
        }
        if (change.content() != null) {
            message(change.content().id()).ifPresent(this::nowLatest);
        }
        if (change.kept() != null) {
            keep(change.kept().inbound().body().hash());
        }
        if (change.wish() != null) {
            wish(change.wish());
        }
    }

    private void nowLatest(MessageState accepted) {
        String hash = accepted.message().numberHash();
        if (hash != null) {
            accepted.message().plan().names().forEach(channel -> latestTo(hash, channel, accepted.id()));
        }
    }
}
