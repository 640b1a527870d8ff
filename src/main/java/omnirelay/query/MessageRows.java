package omnirelay.query;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import omnirelay.message.Entry;
import omnirelay.message.Finality;
import omnirelay.message.Inquiry;
import omnirelay.message.Message;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.MessageState.Refusal;
import omnirelay.message.Outcome;
import omnirelay.message.Plan;
import omnirelay.message.Report;
import omnirelay.message.SendState;
import omnirelay.message.Status;
import omnirelay.message.UpdatedOn;
import omnirelay.query.StoredMessage.Answer;
import omnirelay.query.StoredMessage.Arrived;
import omnirelay.query.StoredMessage.Asked;
import omnirelay.query.StoredMessage.Recipient;
import org.jspecify.annotations.Nullable;

/** Puts rows of the ledger's tables together again as messages. */
final class MessageRows {
    /** TeleSign still knows a message: for 12 hours. */
    static final String KNOWN_SQL = "coalesce(began_at, accepted_at) > now() - interval '12 hours'";

    /** TeleSign should have told more of a message by now, and can still be asked. */
    static final String OVERDUE_SQL = "(look_up_at IS NOT NULL AND look_up_at < now() AND " + KNOWN_SQL + ")";

    /** What {@link #message} reads. */
    static final String COLUMNS = """
            id, seq, accepted_at, changed_at, client, external_id, masked_to, number_hash, message_type, sent_here,
            channels, fallback_seconds, label, country, sender, callback_url, send, attempt, node, began_at,
            reference_id, reference_taken, refusal_code, refusal_description, refusal_outcome, refusal_finality,
            refusal_http_status, refusal_retryable, refusal_reason, alias_of, looks, inquiry_over, looked_up_at,
            look_up_at, EXISTS (SELECT FROM held WHERE held.message_id = message.id) AS held, %s AS overdue
            """.formatted(OVERDUE_SQL);

    private final Map<UUID, List<Arrived>> reports = new LinkedHashMap<>();
    private final Map<UUID, List<Answer>> replies = new LinkedHashMap<>();
    private final Map<UUID, Recipient> recipients = new LinkedHashMap<>();

    void report(Row row) {
        Report report = new Report(
                row.getString("channel"),
                row.getInteger("code"),
                row.getString("description"),
                Outcome.ofWire(row.getString("outcome")),
                Finality.ofWire(row.getString("finality")),
                row.getString("reference_id"),
                new UpdatedOn(instant(row.getOffsetDateTime("updated_on")), row.getString("updated_on_text")),
                row.getString("last_channel"));
        reports.computeIfAbsent(row.getUUID("message_id"), id -> new ArrayList<>())
                .add(new Arrived(
                        report,
                        Entry.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                        row.getBoolean("late"),
                        row.getOffsetDateTime("arrived_at").toInstant(),
                        instant(row.getOffsetDateTime("called_back_at"))));
    }

    void reply(Row row) {
        replies.computeIfAbsent(row.getUUID("message_id"), id -> new ArrayList<>())
                .add(new Answer(
                        row.getString("detail"),
                        row.getOffsetDateTime("received_at").toInstant()));
    }

    void recipient(Row row) {
        recipients.put(row.getUUID("message_id"), new Recipient(row.getString("phone_number"), row.getString("email")));
    }

    StoredMessage message(Row row) {
        UUID id = row.getUUID("id");
        List<Arrived> arrived = reports.getOrDefault(id, List.of());
        return new StoredMessage(
                state(row, arrived),
                row.getLong("seq"),
                row.getOffsetDateTime("accepted_at").toInstant(),
                row.getOffsetDateTime("changed_at").toInstant(),
                instant(row.getOffsetDateTime("began_at")),
                new Asked(instant(row.getOffsetDateTime("looked_up_at")), instant(row.getOffsetDateTime("look_up_at"))),
                row.getBoolean("held"),
                row.getBoolean("overdue"),
                recipients.get(id),
                arrived,
                replies.getOrDefault(id, List.of()));
    }

    private static MessageState state(Row row, List<Arrived> arrived) {
        Map<Report.Identity, Report> reports = new LinkedHashMap<>();
        arrived.forEach(each -> reports.put(each.report().identity(), each.report()));
        return new MessageState(
                head(row),
                SendState.ofWire(row.getString("send")),
                row.getInteger("attempt"),
                row.getString("node"),
                row.getString("reference_id"),
                row.getBoolean("reference_taken"),
                refusal(row),
                id(row.getUUID("alias_of")),
                new Inquiry(row.getInteger("looks"), row.getBoolean("inquiry_over")),
                reports);
    }

    private static Message head(Row row) {
        return new Message(
                new MessageId(row.getUUID("id")),
                row.getString("client"),
                row.getString("external_id"),
                row.getString("masked_to"),
                row.getString("number_hash"),
                row.getString("message_type"),
                row.getBoolean("sent_here") ? plan(row) : Plan.UNKNOWN,
                row.getString("label"),
                row.getString("country"),
                row.getString("sender"),
                row.getString("callback_url"));
    }

    private static Plan plan(Row row) {
        return Plan.of(List.of(row.getArrayOfStrings("channels")), List.of(row.getArrayOfIntegers("fallback_seconds")));
    }

    private static @Nullable Refusal refusal(Row row) {
        Integer code = row.getInteger("refusal_code");
        if (code == null) {
            return null;
        }
        Status status = Status.local(
                code,
                row.getString("refusal_description"),
                Outcome.ofWire(row.getString("refusal_outcome")),
                Finality.ofWire(row.getString("refusal_finality")));
        return new Refusal(
                status,
                row.getInteger("refusal_http_status"),
                row.getBoolean("refusal_retryable"),
                row.getString("refusal_reason"));
    }

    private static @Nullable MessageId id(@Nullable UUID value) {
        return value == null ? null : new MessageId(value);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
