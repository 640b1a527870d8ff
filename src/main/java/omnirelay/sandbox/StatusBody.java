package omnirelay.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.TelesignTime;
import org.jspecify.annotations.Nullable;

/** How a send stands, as callbacks and look-ups say it. */
final class StatusBody {
    private static final int BAD_PHONE_NUMBER = 3101;

    private final CodeCatalogue codes;

    StatusBody(CodeCatalogue codes) {
        this.codes = codes;
    }

    JsonObject of(Transaction transaction) {
        WholeStanding whole = transaction.current().whole();
        return new JsonObject()
                .put("reference_id", transaction.referenceId())
                .put("external_id", externalId(transaction))
                .put(
                        "status",
                        described(whole.code(), whole.lastChannel())
                                .put("last_channel", whole.lastChannel())
                                .put("updated_on", time(transaction, whole.since(), true)))
                .put("channel_status", channels(transaction));
    }

    private JsonArray channels(Transaction transaction) {
        Step step = transaction.current();
        JsonArray channels = new JsonArray();
        for (ChannelStanding channel : step.channels()) {
            boolean last = channel.channel().equals(step.whole().lastChannel());
            JsonObject entry = described(channel.code(), subject(transaction, channel));
            if (channel.code() != Code.IN_PROGRESS) {
                entry.put("reference_id", transaction.referenceId(channel));
            }
            entry.put("updated_on", time(transaction, channel.since(), last));
            channels.add(new JsonObject().put(channel.channel(), entry));
        }
        return channels;
    }

    /** What TeleSign's text repeats, where it repeats something. */
    private static String subject(Transaction transaction, ChannelStanding channel) {
        return channel.code() == BAD_PHONE_NUMBER ? transaction.accepted().phoneNumber() : channel.channel();
    }

    private JsonObject described(int code, String subject) {
        return new JsonObject()
                .put("code", code)
                .put("description", codes.reported(code).textAbout(subject));
    }

    private static @Nullable String externalId(Transaction transaction) {
        return isOld(transaction) ? "null" : transaction.accepted().externalId();
    }

    /** The old example spells the time of an earlier channel in another way than the last one's. */
    private static String time(Transaction transaction, Duration since, boolean last) {
        Instant instant = transaction.at(since);
        if (!isOld(transaction)) {
            return TelesignTime.rfc3339(instant);
        }
        return last ? TelesignTime.colon(instant) : TelesignTime.dot(instant);
    }

    private static boolean isOld(Transaction transaction) {
        return transaction.accepted().scenario().manner == Manner.OLD_EXAMPLE;
    }
}
