package omnirelay.telesign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import omnirelay.message.Channel;

/** Reads the channels of a request, in the order to try them. A name that TeleSign does not know is for TeleSign to refuse. */
final class ChannelsReader {
    private static final int NO_CHANNELS = 3300;
    private static final int NO_CHANNEL = 3301;
    private static final int INVALID_CHANNELS = 3113;
    private static final int SHORTEST_FALLBACK_SECONDS = 30;
    private static final int LONGEST_FALLBACK_SECONDS = 3600;

    private ChannelsReader() {}

    static List<Channel> read(JsonValue.Members body) throws InvalidRequestException {
        JsonValue value = body.get("channels")
                .orElseThrow(() -> new InvalidRequestException(
                        NO_CHANNELS, "", "channels is missing: list the channels to try, in order."));
        if (!(value instanceof JsonValue.Elements elements)) {
            throw new InvalidRequestException(INVALID_CHANNELS, "channels", "channels must be an array of objects.");
        }
        if (elements.values().isEmpty()) {
            throw new InvalidRequestException(NO_CHANNELS, "", "channels is empty: name at least one channel.");
        }
        List<Channel> channels = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonValue element : elements.values()) {
            Channel channel = channel(element, "channels[" + channels.size() + "]");
            if (!names.add(channel.name())) {
                throw new InvalidRequestException(
                        INVALID_CHANNELS, channel.name(), "channels names " + channel.name() + " twice.");
            }
            channels.add(channel);
        }
        return channels;
    }

    private static Channel channel(JsonValue element, String place) throws InvalidRequestException {
        if (!(element instanceof JsonValue.Members channel)) {
            throw new InvalidRequestException(INVALID_CHANNELS, place, place + " must be an object.");
        }
        JsonValue name = channel.get("channel")
                .orElseThrow(() -> new InvalidRequestException(
                        NO_CHANNEL, "", place + " has no member channel: say which channel it is."));
        if (!(name instanceof JsonValue.Text text) || text.value().isBlank()) {
            throw new InvalidRequestException(INVALID_CHANNELS, place, place + ".channel must be a channel's name.");
        }
        return new Channel(text.value().strip().toLowerCase(Locale.ROOT), fallbackTime(channel, place));
    }

    private static Duration fallbackTime(JsonValue.Members channel, String place) throws InvalidRequestException {
        if (!channel.has("fallback_time")) {
            return Channel.DEFAULT_FALLBACK_TIME;
        }
        return channel.get("fallback_time")
                .filter(JsonValue.Numeral.class::isInstance)
                .flatMap(number -> channel.wholeNumber("fallback_time"))
                .filter(seconds -> seconds >= SHORTEST_FALLBACK_SECONDS && seconds <= LONGEST_FALLBACK_SECONDS)
                .map(Duration::ofSeconds)
                .orElseThrow(() -> InvalidRequestException.malformed(
                        place + ".fallback_time must be a whole number of seconds from 30 to 3600."));
    }
}
