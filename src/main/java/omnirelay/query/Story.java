package omnirelay.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import omnirelay.message.Channel;
import omnirelay.message.Entry;
import omnirelay.message.Message;
import omnirelay.message.Outcome;
import omnirelay.query.StoredMessage.Arrived;

/** What happened to a message once TeleSign had it, clause by clause. */
final class Story {
    private final StoredMessage stored;
    private final Message message;
    private final Fates fates;
    private final Instant now;
    private final UsualTimes usual;

    Story(StoredMessage stored, Instant now, UsualTimes usual) {
        this.stored = stored;
        this.message = stored.state().message();
        this.fates = new Fates(stored);
        this.now = now;
        this.usual = usual;
    }

    String told() {
        List<String> clauses = new ArrayList<>();
        if (!message.sentHere()) {
            clauses.addAll(heard());
        } else if (fates.isCascade()) {
            clauses.addAll(cascade());
        } else {
            clauses.addAll(alone());
        }
        clauses.addAll(end());
        return String.join(", ", clauses);
    }

    private List<String> heard() {
        List<String> clauses = new ArrayList<>();
        clauses.add("not sent through this relay");
        fates.channels().forEach(channel -> clauses.add(named(channel)));
        if (fates.channels().isEmpty()) {
            clauses.add(told(fates.whole()));
        }
        return clauses;
    }

    /** One channel, or none that TeleSign has named. */
    private List<String> alone() {
        String channel = fates.channels().stream().findFirst().orElse("");
        Fate whole = fates.whole();
        Fate fate = channel.isEmpty() || (fates.of(channel).open() && !whole.open()) ? whole : fates.of(channel);
        if (!fate.open()) {
            return List.of(sent(channel), after(channel, fate));
        }
        String accepted = "accepted by TeleSign " + Wording.ago(answeredAt(), now);
        if (stored.state().stale()) {
            return List.of(accepted);
        }
        String progress = channel.isEmpty() ? "no report" : fate.told(Wording.channel(channel), "");
        return List.of(accepted, progress + " yet" + usually(channel));
    }

    private List<String> cascade() {
        List<String> clauses = new ArrayList<>();
        String first = fates.channels().get(0);
        if (!message.plan().names().get(0).equals(first)) {
            clauses.add(sent(""));
        }
        clauses.add(named(first));
        for (String channel : fates.channels().subList(1, fates.channels().size())) {
            Fate fate = fates.of(channel);
            clauses.add("switched to " + Wording.channel(channel));
            clauses.add(fate.timeRanOut() ? nothingWithin(channel) : told(fate));
        }
        fates.silent().ifPresent(channel -> clauses.add("no report of " + Wording.channel(channel) + yet()));
        return clauses;
    }

    private List<String> end() {
        List<String> clauses = new ArrayList<>();
        for (String channel : fates.channels()) {
            fates.afterAll(channel).ifPresent(fate -> {
                clauses.add("then " + fate.told(Wording.channel(channel), " at " + time(fate.at())) + " after all");
            });
        }
        boolean alreadySaid = message.sentHere() && !fates.isCascade();
        if (fates.wholeDiffers() && !alreadySaid) {
            clauses.add("in the end " + told(fates.whole()));
        }
        if (stored.state().doubleDelivery()) {
            clauses.add("so it arrived twice");
        }
        if (stored.state().stale()) {
            clauses.add("TeleSign never said how it ended and can be asked no more");
        }
        stored.replies().stream()
                .findFirst()
                .ifPresent(reply -> clauses.add("answered by the recipient at " + time(reply.at())));
        return clauses;
    }

    /** {@code code sent by SMS at 14:02:11} */
    private String sent(String channel) {
        String what = "OTP".equals(message.messageType()) ? "code" : "message";
        return what + " sent" + (channel.isEmpty() ? "" : " by " + Wording.channel(channel)) + " at " + time(beganAt());
    }

    /** {@code confirmed on the phone 4 s later} */
    private String after(String channel, Fate fate) {
        if (fate.timeRanOut()) {
            return nothingWithin(channel);
        }
        boolean phone = fate.outcome() == Outcome.DELIVERED && !channel.equals("email");
        return fate.told((phone ? " on the phone" : "") + Wording.later(Duration.between(beganAt(), fate.at())));
    }

    private String named(String channel) {
        Fate fate = fates.of(channel);
        String name = Wording.channel(channel);
        return fate.timeRanOut()
                ? name + " had " + nothingWithin(channel)
                : fate.told(name, " at " + time(fate.at())) + (fate.open() ? yet() : "");
    }

    private String told(Fate fate) {
        return fate.open() ? fate.told("") + yet() : fate.told(" at " + time(fate.at()));
    }

    private String nothingWithin(String channel) {
        Duration planned = message.plan().channels().stream()
                .filter(each -> each.name().equals(channel))
                .findFirst()
                .map(Channel::fallbackTime)
                .orElse(Channel.DEFAULT_FALLBACK_TIME);
        return "no confirmation within " + Wording.span(planned);
    }

    private String usually(String channel) {
        String asked =
                channel.isEmpty() ? message.plan().names().stream().findFirst().orElse("") : channel;
        Duration time = usual.of(message, asked);
        return time == null ? "" : " (usually " + Wording.about(time) + ")";
    }

    /** Nobody waits for what TeleSign can be asked no more. */
    private String yet() {
        return stored.state().stale() ? "" : " yet";
    }

    private Instant beganAt() {
        return Objects.requireNonNullElse(stored.beganAt(), stored.acceptedAt());
    }

    private Instant answeredAt() {
        return stored.reports().stream()
                .filter(arrived -> arrived.source() == Entry.Source.ANSWER)
                .map(Arrived::at)
                .findFirst()
                .orElse(stored.changedAt());
    }

    private String time(Instant time) {
        return Wording.time(time, stored.acceptedAt());
    }
}
