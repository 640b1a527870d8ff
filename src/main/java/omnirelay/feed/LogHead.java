package omnirelay.feed;

/**
 * How far the log has come.
 *
 * @param seq the number of the last event; 0 where there never was one
 */
record LogHead(String epoch, long seq) {}
