/** A test callback over the public address: sent as TeleSign would, recognised when it comes in, and nothing kept of it. */
@NullMarked
package omnirelay.probe;

import org.jspecify.annotations.NullMarked;
