package omnirelay.ledger;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.jspecify.annotations.Nullable;

/** The table {@code message}: a message's state, and the shown status beside it for lists. */
final class MessageTable {
    private MessageTable() {}

    /** A state to write; {@code seq} is the number of the message's last event. */
    record Line(
            MessageState state,
            long seq,
            Instant at,
            @Nullable Instant lookUpAt) {
        Message message() {
            return state.message();
        }

        @Nullable
        Status refusal() {
            Refusal refusal = state.refusal();
            return refusal == null ? null : refusal.status();
        }
    }

    private static final String COLUMNS = """
            SELECT id, seq, client, external_id, masked_to, number_hash, message_type, sent_here, channels,
                   fallback_seconds, label, country, sender, callback_url, send, attempt, node, reference_id,
                   reference_taken, refusal_code, refusal_description, refusal_outcome, refusal_finality,
                   refusal_http_status, refusal_retryable, refusal_reason, alias_of, looks, inquiry_over
            FROM message
            """;

    static final String SELECT = COLUMNS + "WHERE id IN (SELECT touched($1, $2, $3, $4, $5, $6))";

    static final String SELECT_ONE = COLUMNS + "WHERE id = $1";

    static final Insert<Line> UPSERT = Insert.<Line>into("message")
            .uuid("id", line -> line.message().id().value())
            .time("accepted_at", Line::at)
            .time("changed_at", Line::at)
            .bigint("seq", Line::seq)
            .text("client", line -> line.message().client())
            .text("external_id", line -> line.message().externalId())
            .text("masked_to", line -> line.message().maskedTo())
            .text("number_hash", line -> line.message().numberHash())
            .text("message_type", line -> line.message().messageType())
            .bool("sent_here", line -> line.message().sentHere())
            .list("channels", "text", line -> line.message().plan().names())
            .list("fallback_seconds", "integer", line -> line.message().plan().fallbackSeconds())
            .text("label", line -> line.message().label())
            .text("country", line -> line.message().country())
            .text("sender", line -> line.message().sender())
            .text("callback_url", line -> line.message().callbackUrl())
            .text("send", line -> line.state().send().wire())
            .integer("attempt", line -> line.state().attempt())
            .text("node", line -> line.state().node())
            .time("began_at", line -> line.state().attempt() == 0 ? null : line.at())
            .text("reference_id", line -> line.state().referenceId())
            .bool("reference_taken", line -> line.state().referenceTaken())
            .integer(
                    "refusal_code",
                    line -> line.refusal() == null ? null : line.refusal().code())
            .text(
                    "refusal_description",
                    line -> line.refusal() == null ? null : line.refusal().description())
            .text(
                    "refusal_outcome",
                    line -> line.refusal() == null
                            ? null
                            : line.refusal().outcome().wire())
            .text(
                    "refusal_finality",
                    line -> line.refusal() == null
                            ? null
                            : line.refusal().finality().wire())
            .integer(
                    "refusal_http_status",
                    line -> line.state().refusal() == null
                            ? null
                            : line.state().refusal().httpStatus())
            .bool(
                    "refusal_retryable",
                    line -> line.state().refusal() == null
                            ? null
                            : line.state().refusal().retryable())
            .text(
                    "refusal_reason",
                    line -> line.state().refusal() == null
                            ? null
                            : line.state().refusal().reason())
            .uuid(
                    "alias_of",
                    line -> line.state().aliasOf() == null
                            ? null
                            : line.state().aliasOf().value())
            .integer("looks", line -> line.state().inquiry().looks())
            .bool("inquiry_over", line -> line.state().inquiry().over())
            .bool("stale", line -> line.state().stale())
            .time("looked_up_at", line -> line.state().inquiry().looks() == 0 ? null : line.at())
            .time("look_up_at", Line::lookUpAt)
            .integer("code", line -> line.state().whole().code())
            .text("description", line -> line.state().whole().description())
            .text("outcome", line -> line.state().whole().outcome().wire())
            .bool("final", line -> line.state().whole().finality() == Finality.FINAL)
            .time("updated_on", line -> line.state().whole().updatedOn().instant())
            .bool("double_delivery", line -> line.state().doubleDelivery())
            .onConflict("""
                    (id) DO UPDATE SET
                      changed_at = CASE WHEN EXCLUDED.seq > message.seq THEN EXCLUDED.changed_at
                                        ELSE message.changed_at END,
                      seq = EXCLUDED.seq, send = EXCLUDED.send,
                      attempt = EXCLUDED.attempt, node = EXCLUDED.node,
                      began_at = CASE WHEN EXCLUDED.attempt > message.attempt THEN EXCLUDED.began_at
                                      ELSE message.began_at END,
                      reference_id = EXCLUDED.reference_id, reference_taken = EXCLUDED.reference_taken,
                      refusal_code = EXCLUDED.refusal_code, refusal_description = EXCLUDED.refusal_description,
                      refusal_outcome = EXCLUDED.refusal_outcome, refusal_finality = EXCLUDED.refusal_finality,
                      refusal_http_status = EXCLUDED.refusal_http_status,
                      refusal_retryable = EXCLUDED.refusal_retryable, refusal_reason = EXCLUDED.refusal_reason,
                      alias_of = EXCLUDED.alias_of,
                      looks = EXCLUDED.looks, inquiry_over = EXCLUDED.inquiry_over, stale = EXCLUDED.stale,
                      looked_up_at = CASE WHEN EXCLUDED.looks > message.looks THEN EXCLUDED.looked_up_at
                                          ELSE message.looked_up_at END,
                      look_up_at = EXCLUDED.look_up_at,
                      code = EXCLUDED.code, description = EXCLUDED.description, outcome = EXCLUDED.outcome,
                      final = EXCLUDED.final, updated_on = EXCLUDED.updated_on,
                      double_delivery = EXCLUDED.double_delivery
                    """);

    /** $1 the messages whose callers know them by the relay's id. */
    static final String ID_GIVEN = "UPDATE message SET id_given = true WHERE id = ANY ($1) AND NOT id_given";

    static MessageState read(Row row, Map<Report.Identity, Report> reports) {
        return new MessageState(
                message(row),
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

    private static Message message(Row row) {
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
}
