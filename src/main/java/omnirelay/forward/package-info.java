/**
 * Forwards what happened to the applications that are to be told: one walk along the log decides who gets what, and each
 * receiver is told in its own time, at least once, in order for each message.
 */
@NullMarked
package omnirelay.forward;

import org.jspecify.annotations.NullMarked;
