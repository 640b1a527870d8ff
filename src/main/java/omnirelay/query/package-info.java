/** What pages and programs read: lists of messages, one message with its history, and what it means in plain words. */
@NullMarked
package omnirelay.query;

import org.jspecify.annotations.NullMarked;
