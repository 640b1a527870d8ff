package omnirelay.message;

import java.time.Duration;

/**
 * A channel as planned: its name and how long TeleSign waits for a confirmation before it tries the next one.
 *
 * @param fallbackTime between 30 s and 1 h; TeleSign's default is {@link #DEFAULT_FALLBACK_TIME}
 */
public record Channel(String name, Duration fallbackTime) {
    public static final Duration DEFAULT_FALLBACK_TIME = Duration.ofMinutes(5);
}
