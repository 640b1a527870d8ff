package omnirelay.feed;

import java.time.Duration;

/**
 * What every subscriber is served from.
 *
 * @param staleAfter how long one frame may take to leave before its subscriber counts as gone
 */
record Serving(EventLog events, Turns turns, Duration staleAfter) {}
