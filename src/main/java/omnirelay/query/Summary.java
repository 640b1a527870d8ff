package omnirelay.query;

import static omnirelay.query.Wording.sentence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import omnirelay.message.Channel;
import omnirelay.message.Entry;
import omnirelay.message.MessageState;
import omnirelay.message.Outcome;
import omnirelay.message.Report;
import omnirelay.message.Status;
import omnirelay.query.StoredMessage.Arrived;

/** What happened to a message, in one plain sentence. Times are UTC, with the date where it is another day's. */
final class Summary {
    private final StoredMessage message;
    private final MessageState state;
    private final Instant now;

    private Summary(StoredMessage message, Instant now) {
        this.message = message;
        this.state = message.state();
        this.now = now;
    }

    static String of(StoredMessage message, Instant now) {
        return sentence(new Summary(message, now).clauses());
    }

    private String clauses() {
        return switch (state.send()) {
            case ACCEPTED ->
                "accepted " + ago(message.acceptedAt()) + ", waiting to be sent"
                        + (state.attempt() > 0 ? " again" : "");
            case SENDING -> "being sent to TeleSign" + (state.attempt() > 1 ? ", attempt " + state.attempt() : "");
            case UNKNOWN -> "not known whether TeleSign took it: the answer was lost" + lostAgo();
            case CANCELLED -> "not sent, cancelled with " + Wording.said(state.whole());
            case REFUSED -> "not sent" + refusal();
            case SENT -> state.message().sentHere() ? story() : "not sent by this relay: " + story();
        };
    }

    /** The relay's own reason says more than the code that stands for it. */
    private String refusal() {
        MessageState.Refusal refusal = state.refusal();
        return refusal != null && refusal.reason() != null
                ? ": " + refusal.reason()
                : ", refused with " + Wording.said(state.whole());
    }

    private String lostAgo() {
        Instant began = message.beganAt();
        return began == null ? "" : " " + ago(began);
    }

    private String story() {
        List<String> clauses = new ArrayList<>();
        for (String channel : state.channels()) {
            state.channel(channel).ifPresent(shown -> clauses.add(clause(channel, shown, clauses.isEmpty())));
        }
        if (clauses.isEmpty()) {
            clauses.add(wholeAlone());
        }
        silentChannel().ifPresent(name -> clauses.add("no report of " + Wording.channel(name) + " yet"));
        state.channels().forEach(channel -> lateArrival(channel).ifPresent(clauses::add));
        if (state.doubleDelivery()) {
            clauses.add("so it arrived twice");
        }
        if (state.stale()) {
            clauses.add("TeleSign never said how it ended and can be asked no more");
        }
        message.replies().stream()
                .findFirst()
                .ifPresent(reply -> clauses.add("answered by the recipient at " + time(reply.at())));
        return String.join(", ", clauses);
    }

    /** Where TeleSign has told nothing of any channel. */
    private String wholeAlone() {
        Status whole = state.whole();
        return whole.outcome() == Outcome.IN_PROGRESS ? taken() + ", no report yet" : what(Report.WHOLE, whole);
    }

    private String clause(String channel, Status shown, boolean first) {
        String name = Wording.channel(channel);
        if (ranOut(channel)) {
            String nothing = "no confirmation within " + Wording.span(fallbackTime(channel));
            return first ? name + " had " + nothing : "switched to " + name + ", " + nothing;
        }
        if (!first) {
            return "switched to " + name + ", " + what(channel, shown);
        }
        return switch (shown.outcome()) {
            case IN_PROGRESS -> taken() + ", " + name + " has " + what(channel, shown);
            case FAILED -> name + " " + what(channel, shown);
            default -> name + " was " + what(channel, shown);
        };
    }

    private String what(String channel, Status shown) {
        return switch (shown.outcome()) {
            case IN_PROGRESS -> "no confirmation yet";
            case DELIVERED -> "confirmed" + at(channel, shown);
            case READ -> "read" + at(channel, shown);
            case UNCONFIRMED -> "sent" + at(channel, shown) + " without a receipt to follow";
            case FAILED, REJECTED, BLOCKED ->
                shown.outcome().wire() + at(channel, shown) + " with " + Wording.said(shown);
        };
    }

    private boolean ranOut(String channel) {
        return reports(channel).stream().anyMatch(arrived -> arrived.report().timeRanOut());
    }

    private Optional<String> lateArrival(String channel) {
        return state.channel(channel)
                .filter(shown -> shown.outcome().arrived() && ranOut(channel))
                .map(shown -> "then " + Wording.channel(channel) + " was " + what(channel, shown) + " after all");
    }

    /** The channel whose turn it is, where TeleSign has not said so yet. */
    private Optional<String> silentChannel() {
        List<String> planned = state.message().plan().names();
        for (int i = planned.size() - 1; i > 0; i--) {
            boolean silent = state.channel(planned.get(i)).isEmpty();
            Optional<Status> before = state.channel(planned.get(i - 1));
            if (silent && before.isPresent()) {
                boolean over = before.get().outcome().negative();
                return over && state.whole().outcome() == Outcome.IN_PROGRESS
                        ? Optional.of(planned.get(i))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private String taken() {
        Instant answered = message.reports().stream()
                .filter(arrived -> arrived.source() == Entry.Source.ANSWER)
                .map(Arrived::at)
                .findFirst()
                .orElse(message.changedAt());
        return "accepted by TeleSign " + ago(answered);
    }

    private String at(String channel, Status shown) {
        return reports(channel).stream()
                .filter(arrived -> arrived.report().code() == shown.code())
                .filter(arrived -> arrived.report().updatedOn().equals(shown.updatedOn()))
                .findFirst()
                .map(arrived -> " at " + time(arrived.when()))
                .orElse("");
    }

    private List<Arrived> reports(String channel) {
        return message.reports().stream()
                .filter(arrived -> arrived.report().channel().equals(channel))
                .toList();
    }

    private Duration fallbackTime(String channel) {
        return state.message().plan().channels().stream()
                .filter(planned -> planned.name().equals(channel))
                .findFirst()
                .map(Channel::fallbackTime)
                .orElse(Channel.DEFAULT_FALLBACK_TIME);
    }

    private String time(Instant time) {
        return Wording.time(time, message.acceptedAt());
    }

    private String ago(Instant then) {
        return Wording.span(Duration.between(then, now)) + " ago";
    }
}
