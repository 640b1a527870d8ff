package omnirelay.sandbox;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * One channel of a send.
 *
 * @param fallbackTime how long it may take before the next one is tried
 * @param fault the code with which the channel cannot even begin, such as 3100 for a channel that does not exist
 */
record Leg(String channel, Duration fallbackTime, OptionalInt fault) {}
