package omnirelay.message;

import omnirelay.message.Change.Verdict;
import omnirelay.message.Entry.Accepted;
import omnirelay.message.Entry.Answered;
import omnirelay.message.Entry.Cancelled;
import omnirelay.message.Entry.Filed;
import omnirelay.message.Entry.IdGiven;
import omnirelay.message.Entry.LookedUp;
import omnirelay.message.Entry.Quarantined;
import omnirelay.message.Entry.Replied;
import omnirelay.message.Entry.Reported;
import omnirelay.message.Entry.Requeued;
import omnirelay.message.Entry.Sending;
import omnirelay.message.Entry.Stale;
import omnirelay.message.Entry.TurnedAway;

/** What an entry changes: a pure function of what is known and the entry. The ledger is this function, made durable. */
public final class Rules {
    private Rules() {}

    public static Change apply(Known known, Entry entry) {
        if (entry instanceof Accepted accepted) {
            return CommandRules.accepted(known, accepted);
        }
        if (entry instanceof TurnedAway turnedAway) {
            return CommandRules.turnedAway(known, turnedAway);
        }
        if (entry instanceof Cancelled cancelled) {
            return CommandRules.cancelled(known, cancelled);
        }
        if (entry instanceof Sending sending) {
            return CommandRules.sending(known, sending);
        }
        if (entry instanceof Requeued requeued) {
            return CommandRules.requeued(known, requeued);
        }
        if (entry instanceof Answered answered) {
            return CommandRules.answered(known, answered);
        }
        if (entry instanceof IdGiven given) {
            return CommandRules.idGiven(known, given);
        }
        if (entry instanceof Reported reported) {
            return CallbackRules.reported(known, reported);
        }
        if (entry instanceof LookedUp lookedUp) {
            return LookUpRules.lookedUp(known, lookedUp);
        }
        if (entry instanceof Stale stale) {
            return LookUpRules.stale(known, stale);
        }
        if (entry instanceof Replied replied) {
            return CallbackRules.replied(known, replied);
        }
        if (entry instanceof Filed filed) {
            return CallbackRules.kept(known, filed.inbound(), Verdict.OTHER, filed.kind());
        }
        Quarantined quarantined = (Quarantined) entry;
        return CallbackRules.kept(known, quarantined.inbound(), Verdict.QUARANTINED, quarantined.reason());
    }
}
