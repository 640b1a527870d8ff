package omnirelay.message;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the rules know of one message. Immutable; what is shown is derived from the reports, never stored beside
 * them.
 *
 * @param attempt the number of the last call begun; 0 before the first
 * @param node the node that began it
 * @param referenceId TeleSign's reference, once known
 * @param referenceTaken TeleSign gave this message a reference that an earlier one already had
 * @param refusal why it was refused or cancelled; null unless {@code send} is or has been one of these
 * @param aliasOf the message this one turned out to be; null for all but those
 * @param inquiry what asking TeleSign about it has come to
 */
public record MessageState(
        Message message,
        SendState send,
        int attempt,
        @Nullable String node,
        @Nullable String referenceId,
        boolean referenceTaken,
        @Nullable Refusal refusal,
        @Nullable MessageId aliasOf,
        Inquiry inquiry,
        Map<Report.Identity, Report> reports) {

    public MessageState {
        reports = Map.copyOf(reports);
    }

    /**
     * Why it was not taken.
     *
     * @param httpStatus TeleSign's, or the one the relay answers with where it refused by itself
     * @param reason for people, a clause: why the relay refused by itself; null where TeleSign did
     */
    public record Refusal(
            Status status,
            int httpStatus,
            boolean retryable,
            @Nullable String reason) {

        /** TeleSign's. */
        public Refusal(Status status, int httpStatus, boolean retryable) {
            this(status, httpStatus, retryable, null);
        }
    }

    static MessageState accepted(Message message) {
        return new MessageState(message, SendState.ACCEPTED, 0, null, null, false, null, null, Inquiry.NONE, Map.of());
    }

    static MessageState notSentHere(Message message, @Nullable String referenceId) {
        return new MessageState(
                message, SendState.SENT, 0, null, referenceId, false, null, null, Inquiry.NONE, Map.of());
    }

    public MessageId id() {
        return message.id();
    }

    /** The shown status of a channel; empty where TeleSign has not reported about it. */
    public Optional<Status> channel(String name) {
        return standing(name).map(Status::of);
    }

    /** The channels TeleSign reported about or that are planned: the planned ones first, in their order. */
    public Set<String> channels() {
        Set<String> names = new LinkedHashSet<>(message.plan().names());
        reports.values().stream()
                .map(Report::channel)
                .filter(name -> !name.equals(Report.WHOLE))
                .sorted()
                .forEach(names::add);
        return names;
    }

    /** The shown status of the message as a whole. */
    public Status whole() {
        if ((send == SendState.REFUSED || send == SendState.CANCELLED) && refusal != null) {
            return refusal.status();
        }
        if (send == SendState.UNKNOWN) {
            return Status.UNKNOWN;
        }
        return wholeStanding().map(Status::of).orElse(Status.IN_PROGRESS);
    }

    /** Two channels arrived: the recipient got it twice. */
    public boolean doubleDelivery() {
        return reports.values().stream()
                        .filter(report ->
                                !report.aboutWhole() && report.outcome().arrived())
                        .map(Report::channel)
                        .distinct()
                        .count()
                > 1;
    }

    /** TeleSign has it, and should tell how it ends. */
    boolean awaitsStatus() {
        return send == SendState.SENT && aliasOf == null && whole().outcome() == Outcome.IN_PROGRESS;
    }

    /** No other status will follow, or only one that settles nothing any more. */
    public boolean settled() {
        Status whole = whole();
        return send != SendState.SENT || whole.outcome().negative() || whole.finality() == Finality.FINAL;
    }

    /** TeleSign never told how it ended, and can be asked no more. A status that comes even so counts. */
    public boolean stale() {
        return inquiry.over() && awaitsStatus();
    }

    Optional<Standing> standing(String channel) {
        return reports.values().stream()
                .filter(report -> report.channel().equals(channel))
                .map(Standing::ofChannel)
                .max(Standing::compareTo);
    }

    Optional<Standing> wholeStanding() {
        return reports.values().stream()
                .filter(report -> report.aboutWhole() || report.outcome().arrived())
                .map(report -> Standing.ofWhole(report, message.plan()))
                .max(Standing::compareTo);
    }

    boolean knows(Report report) {
        return reports.containsKey(report.identity());
    }

    MessageState with(Collection<Report> more) {
        Map<Report.Identity, Report> all = new LinkedHashMap<>(reports);
        more.forEach(report -> all.putIfAbsent(report.identity(), report));
        return new MessageState(
                message, send, attempt, node, referenceId, referenceTaken, refusal, aliasOf, inquiry, all);
    }

    MessageState raisedTo(SendState state) {
        return new MessageState(
                message,
                send.raisedTo(state),
                attempt,
                node,
                referenceId,
                referenceTaken,
                refusal,
                aliasOf,
                inquiry,
                reports);
    }

    MessageState sending(int newAttempt, String newNode) {
        return new MessageState(
                message,
                send.raisedTo(SendState.SENDING),
                newAttempt,
                newNode,
                referenceId,
                referenceTaken,
                refusal,
                aliasOf,
                inquiry,
                reports);
    }

    /** No call is under way any more, and none that was has sent anything. */
    MessageState waiting() {
        return new MessageState(
                message,
                SendState.ACCEPTED,
                attempt,
                null,
                referenceId,
                referenceTaken,
                refusal,
                aliasOf,
                inquiry,
                reports);
    }

    MessageState refused(Refusal newRefusal) {
        return without(SendState.REFUSED, newRefusal);
    }

    MessageState cancelled(Refusal newRefusal) {
        return without(SendState.CANCELLED, newRefusal);
    }

    private MessageState without(SendState end, Refusal newRefusal) {
        return new MessageState(
                message,
                send.raisedTo(end),
                attempt,
                node,
                referenceId,
                referenceTaken,
                newRefusal,
                aliasOf,
                inquiry,
                reports);
    }

    MessageState referencedAs(String reference, boolean taken) {
        return new MessageState(message, send, attempt, node, reference, taken, refusal, aliasOf, inquiry, reports);
    }

    MessageState foundToBe(MessageId other) {
        return new MessageState(
                message, send, attempt, node, referenceId, referenceTaken, refusal, other, inquiry, Map.of());
    }

    MessageState inquired(Inquiry newInquiry) {
        return new MessageState(
                message, send, attempt, node, referenceId, referenceTaken, refusal, aliasOf, newInquiry, reports);
    }
}
