/**
 * The vocabulary and the rules: message, channel, status, outcome, entry, event, and how they join.
 *
 * <p>Plain Java: no I/O, no clock, no framework. {@link omnirelay.message.Rules} is the whole of what an entry changes.
 */
@NullMarked
package omnirelay.message;

import org.jspecify.annotations.NullMarked;
