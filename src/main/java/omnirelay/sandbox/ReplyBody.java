package omnirelay.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.SplittableRandom;
import omnirelay.telesign.PhoneNumber;
import omnirelay.telesign.TelesignTime;

/** What a callback says when the recipient answered by SMS. */
final class ReplyBody {
    private static final int INBOUND = 1500;
    private static final String KEYWORD = "STOP";

    /** Whom the recipient answers where the send named no sender: a short code. */
    private static final String SENDER = "55512";

    private ReplyBody() {}

    /** The recipient does not want to hear more. */
    static JsonObject stop(Transaction transaction, Instant at) {
        Transaction.Accepted send = transaction.accepted();
        String time = TelesignTime.rfc3339(at);
        JsonObject response = new JsonObject()
                .put("action", "stop")
                .put(
                        "iso_country_code",
                        new PhoneNumber(send.phoneNumber()).country().orElse("US"))
                .put("keyword", KEYWORD)
                .put("sender_id", Objects.requireNonNullElse(send.senderId(), SENDER))
                .put("phone_number", send.phoneNumber())
                .put("mo_message", KEYWORD);
        return new JsonObject()
                .put("sub_resource", "mo_sms")
                .put("submit_timestamp", time)
                .put("reference_id", ReferenceId.at(at, salt(transaction)))
                .put(
                        "status",
                        new JsonObject()
                                .put("updated_on", time)
                                .put("description", "Delivered to customer")
                                .put("code", INBOUND))
                .put("errors", new JsonArray())
                .put("user_response", response);
    }

    /** Follows from the send's, so that the same seed gives the same. */
    private static String salt(Transaction transaction) {
        return ReferenceId.salt(
                new SplittableRandom(transaction.referenceId().substring(12).hashCode()));
    }
}
