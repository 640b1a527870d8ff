package omnirelay.message;

import java.util.Optional;

/** What the ledger already holds, as far as an entry may touch it. */
public interface Known {

    /** Never an alias: the message that an alias turned out to be is given instead. */
    Optional<MessageState> message(MessageId id);

    /** The message that a reference of TeleSign's belongs to, be it of the message or of a channel. */
    Optional<MessageId> reference(String referenceId);

    Optional<KeyUse> key(Entry.CommandKey key);

    /** Whether a callback with this body has been kept before. */
    boolean kept(String inboundHash);

    /** The latest message to a number on a channel within the time in which a reply may belong to it. */
    Optional<MessageId> latestTo(String numberHash, String channel);

    /** The last STOP or START of the one with this number. */
    Optional<Wish> wish(String numberHash);

    /** Whether a STOP forbids alerts (ARN) as it forbids marketing (MKT); the operator decides. */
    boolean stopConcernsAlerts();

    /** A key's first use. */
    record KeyUse(MessageId id, String bodyHash) {}
}
