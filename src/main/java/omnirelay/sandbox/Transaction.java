package omnirelay.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A send that was accepted: what will come of it, and how far it has come. */
final class Transaction {
    private final Accepted accepted;
    private final Play play;
    private final Pace pace;
    private int reached;

    /**
     * What stays of the request.
     *
     * @param phoneNumber digits; empty where the send has none
     * @param callbackUrl the request's own; null where callbacks go to the account's
     * @param code that was made up for the recipient to enter; null where the content has none
     */
    record Accepted(
            Instant at,
            Scenario scenario,
            String phoneNumber,
            @Nullable String senderId,
            @Nullable String externalId,
            @Nullable String callbackUrl,
            @Nullable String code) {

        /** Neither the number nor the code belongs in a log. */
        @Override
        public String toString() {
            return "Accepted[" + at + ", " + scenario + "]";
        }
    }

    Transaction(Accepted accepted, Play play, Pace pace) {
        this.accepted = accepted;
        this.play = play;
        this.pace = pace;
    }

    Accepted accepted() {
        return accepted;
    }

    String referenceId() {
        return ReferenceId.at(accepted.at(), play.salt());
    }

    String referenceId(ChannelStanding channel) {
        return ReferenceId.at(at(channel.begun()), channel.salt());
    }

    /** A moment of the play on the wall clock. */
    Instant at(Duration offset) {
        return pace.at(accepted.at(), offset);
    }

    /** The last change that has come true; the first one is true from the beginning. */
    Step current() {
        return play.steps().get(reached);
    }

    /** The next change; empty after the last. */
    Optional<Step> next() {
        return play.steps().stream().skip(reached + 1L).findFirst();
    }

    void reachNext() {
        reached++;
    }
}
