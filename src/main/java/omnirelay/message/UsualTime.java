package omnirelay.message;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * In which time a channel usually tells how it ended, so that a longer silence is worth a question. TeleSign publishes no
 * delivery times; each figure is the nearest that it does publish, and none is measured. A phone that is off makes any of
 * them hours: that is no lost callback, and is found by the looks that follow, ever more rarely, as long as TeleSign knows
 * the message.
 */
enum UsualTime {
    /** TeleSign asks that 3 to 5 min be left before an SMS is looked up (TeleSign's documentation, SMS status look-up). */
    SMS("sms", Duration.ofMinutes(5)),

    /** TeleSign gives none; by default it tries the next channel after 300 s (its OpenAPI document, {@code fallback_time}). */
    MMS("mms", Channel.DEFAULT_FALLBACK_TIME),

    /** As {@link #MMS}: within seconds in TeleSign's examples, else once the phone has a data connection again. */
    RCS("rcs", Channel.DEFAULT_FALLBACK_TIME),

    /** As {@link #RCS}. */
    WHATSAPP("whatsapp", Channel.DEFAULT_FALLBACK_TIME),

    /** As {@link #RCS}. */
    VIBER("viber", Channel.DEFAULT_FALLBACK_TIME),

    /** TeleSign's Verify API by default waits twice as long for an e-mail as for the others: 120 s instead of 60 s. */
    EMAIL("email", Channel.DEFAULT_FALLBACK_TIME.multipliedBy(2));

    private final String channel;
    private final Duration time;

    UsualTime(String channel, Duration time) {
        this.channel = channel;
        this.time = time;
    }

    /** Of a channel that is not known, and where it is not known which it is, TeleSign's default. */
    static Duration of(String channel) {
        return Stream.of(values())
                .filter(usual -> usual.channel.equals(channel))
                .map(usual -> usual.time)
                .findFirst()
                .orElse(Channel.DEFAULT_FALLBACK_TIME);
    }
}
