package omnirelay.telesign;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import omnirelay.message.Finality;
import omnirelay.message.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one of TeleSign's codes.
 *
 * @param where where it is met; one number may mean different things in different places
 * @param text TeleSign's own, with braces where a value goes in; changes without notice, so never compare it
 * @param outcome null for a code that says nothing of a message's fate
 * @param finality as printed in TeleSign's list
 * @param retryable whether the same request may succeed later
 * @param nextChannel whether TeleSign goes on to the next channel after it
 * @param httpStatuses with which it is answered; empty where it is only reported
 * @param meaning what it means, in plain words
 * @param advice what to do about it
 */
public record StatusCode(
        int code,
        Where where,
        String text,
        @Nullable Outcome outcome,
        Finality finality,
        Certainty retryable,
        Certainty nextChannel,
        List<Integer> httpStatuses,
        String meaning,
        String advice) {
    private static final int DELIVERED = 3000;
    private static final Set<String> WITH_READ_RECEIPTS = Set.of("rcs", "whatsapp", "viber");

    public StatusCode {
        httpStatuses = List.copyOf(httpStatuses);
    }

    /** Where a code is met. */
    public enum Where {
        /** In an answer to a request of the Messaging API. */
        API,
        /** In callbacks and looked-up statuses. */
        CALLBACK,
        /** In answers and callbacks alike. */
        BOTH,
        /** In answers to the question whether a number can receive. */
        CAPABILITY,
        /** In answers and callbacks about templates. */
        TEMPLATE,
        /** In the Verify API, whose callbacks share the numbers. */
        VERIFY;

        boolean reported() {
            return this == CALLBACK || this == BOTH;
        }

        boolean answered() {
            return this == API || this == BOTH;
        }
    }

    /** TeleSign does not always say. */
    public enum Certainty {
        YES,
        NO,
        UNKNOWN
    }

    /**
     * As {@link #finality()}, except that delivered is not the end on a channel where read may follow (TeleSign's
     * OpenAPI document, status look-up).
     *
     * @param channel the channel it is reported of, or the last channel of the message as a whole
     */
    Finality finalityOn(String channel) {
        return code == DELIVERED && WITH_READ_RECEIPTS.contains(channel) ? Finality.INTERMEDIATE : finality;
    }

    /** TeleSign's text with {@code value} in place of the braces. */
    public String textAbout(String value) {
        int open = text.indexOf('{');
        return open < 0 ? text : text.substring(0, open) + value + text.substring(text.indexOf('}', open) + 1);
    }

    static StatusCode of(JsonObject json) {
        String outcome = json.getString("outcome");
        return new StatusCode(
                json.getInteger("code"),
                Where.valueOf(upper(json.getString("where"))),
                json.getString("text"),
                outcome == null ? null : Outcome.ofWire(outcome),
                Finality.ofWire(json.getString("finality")),
                Certainty.valueOf(upper(json.getString("retryable"))),
                Certainty.valueOf(upper(json.getString("next_channel"))),
                json.getJsonArray("http_statuses").stream()
                        .map(Integer.class::cast)
                        .toList(),
                json.getString("meaning"),
                json.getString("advice"));
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("code", code)
                .put("where", lower(where))
                .put("text", text)
                .put("outcome", outcome == null ? null : outcome.wire())
                .put("finality", finality.wire())
                .put("retryable", lower(retryable))
                .put("next_channel", lower(nextChannel))
                .put("http_statuses", new JsonArray(httpStatuses))
                .put("meaning", meaning)
                .put("advice", advice);
    }

    private static String upper(String wire) {
        return wire.toUpperCase(Locale.ROOT);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
