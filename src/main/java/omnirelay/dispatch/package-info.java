/**
 * When each command goes to TeleSign, and by which node: the account's pace, the lanes, the queue, and the calls
 * themselves.
 *
 * <p>{@link omnirelay.dispatch.Pace} hands out slots that all nodes reserve from one row. {@link
 * omnirelay.dispatch.CommandQueue} is what waits in PostgreSQL, {@link omnirelay.dispatch.Dispatcher} takes it up, and
 * {@link omnirelay.dispatch.Calls} make the calls. That two nodes take up the same command does no harm: the ledger lets
 * one of them begin.
 */
@NullMarked
package omnirelay.dispatch;

import org.jspecify.annotations.NullMarked;
