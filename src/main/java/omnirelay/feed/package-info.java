/**
 * One log, many cursors: committed events in memory, and the WebSocket, SSE and NDJSON outlets that read on from where
 * each subscriber is.
 */
@NullMarked
package omnirelay.feed;

import org.jspecify.annotations.NullMarked;
