package omnirelay.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import omnirelay.http.Problem;
import omnirelay.message.MessageId;
import omnirelay.message.Outcome;
import omnirelay.message.SendState;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are asked for, by what is shown of them now. Combined with and; a list means or, and an empty one that
 * nothing is asked.
 *
 * @param numberHashes of the spellings of a number, any of which it may have been sent to
 * @param held waits because of a hold; null where that is not asked
 * @param overdue TeleSign should have told more by now; null where that is not asked
 * @param from accepted at or after; null for no bound
 * @param to accepted before; null for no bound
 */
record MessageFilter(
        List<MessageId> messageIds,
        List<String> referenceIds,
        List<String> externalIds,
        List<String> numberHashes,
        List<String> channels,
        List<Outcome> outcomes,
        List<Integer> codes,
        List<String> messageTypes,
        List<String> clients,
        List<String> labels,
        List<String> countries,
        List<SendState> sends,
        @Nullable Boolean doubleDelivery,
        @Nullable Boolean stale,
        @Nullable Boolean held,
        @Nullable Boolean overdue,
        List<ShownOnChannel> channelOutcomes,
        @Nullable Instant from,
        @Nullable Instant to) {

    private static final int VALUES_MAX = 200;

    static final Set<String> NAMES = Set.of(
            "message_id",
            "reference_id",
            "external_id",
            "channel",
            "outcome",
            "code",
            "message_type",
            "client",
            "label",
            "country",
            "send",
            "double_delivery",
            "stale",
            "held",
            "overdue",
            "channel_outcome",
            "from",
            "to");

    /**
     * Reads a filter from what was given for each name.
     *
     * @param given the values of a name; none where it was not given
     */
    static MessageFilter read(Function<String, List<String>> given, List<String> numberHashes) {
        return new MessageFilter(
                each(given, "message_id", MessageFilter::id),
                texts(given, "reference_id"),
                texts(given, "external_id"),
                numberHashes,
                each(given, "channel", text -> text.toLowerCase(Locale.ROOT)),
                each(given, "outcome", Outcome::ofWire),
                each(given, "code", Integer::valueOf),
                each(given, "message_type", text -> text.toUpperCase(Locale.ROOT)),
                texts(given, "client"),
                texts(given, "label"),
                each(given, "country", text -> text.toUpperCase(Locale.ROOT)),
                each(given, "send", SendState::ofWire),
                one(given, "double_delivery", MessageFilter::flag),
                one(given, "stale", MessageFilter::flag),
                one(given, "held", MessageFilter::flag),
                one(given, "overdue", MessageFilter::flag),
                each(given, "channel_outcome", ShownOnChannel::parse),
                one(given, "from", MessageFilter::instant),
                one(given, "to", MessageFilter::instant));
    }

    /** Messages to any of these numbers. */
    static MessageFilter byNumbers(List<String> hashes) {
        return read(name -> List.of(), hashes);
    }

    /** Messages with any of these values of one name. */
    static MessageFilter by(String name, List<String> values) {
        return read(given -> given.equals(name) ? values : List.of(), List.of());
    }

    private static <T> List<T> each(Function<String, List<String>> given, String name, Function<String, T> meaning) {
        return texts(given, name).stream()
                .map(text -> understood(name, text, meaning))
                .toList();
    }

    private static List<String> texts(Function<String, List<String>> given, String name) {
        List<String> texts = given.apply(name);
        if (texts.size() > VALUES_MAX) {
            throw Problem.inField(name, "Must list no more than " + VALUES_MAX + " values.");
        }
        return texts;
    }

    private static <T> @Nullable T one(Function<String, List<String>> given, String name, Function<String, T> meaning) {
        List<String> texts = given.apply(name);
        if (texts.size() > 1) {
            throw Problem.inField(name, "This may be given once.");
        }
        return texts.isEmpty() ? null : understood(name, texts.get(0), meaning);
    }

    private static <T> T understood(String name, String text, Function<String, T> meaning) {
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Problem.inField(name, expected(name));
        }
    }

    private static String expected(String name) {
        return switch (name) {
            case "message_id" -> "Must be the relay's id, 32 hex digits.";
            case "outcome" ->
                "Must be one of " + names(Stream.of(Outcome.values()).map(Outcome::wire)) + ".";
            case "send" ->
                "Must be one of " + names(Stream.of(SendState.values()).map(SendState::wire)) + ".";
            case "channel_outcome" -> "Must be a channel and an outcome such as sms:delivered.";
            case "code" -> "Must be a whole number, one of TeleSign's codes.";
            case "double_delivery", "stale", "held", "overdue" -> "Must be true or false.";
            default -> "Must be a moment such as 2026-11-22T08:00:00Z.";
        };
    }

    private static String names(Stream<String> names) {
        return String.join(", ", names.toList());
    }

    private static MessageId id(String text) {
        return MessageId.parse(text).orElseThrow(IllegalArgumentException::new);
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    /** In a query an unescaped plus, as of an offset, reads as a blank. */
    private static Instant instant(String text) {
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }

    Optional<MessageId> lowest() {
        return Optional.ofNullable(from).map(MessageId::lowestAt);
    }

    Optional<MessageId> beyond() {
        return Optional.ofNullable(to).map(MessageId::lowestAt);
    }
}
