/** A stand-in for TeleSign that runs inside the relay, so that its real client and real callback path are what runs. */
@NullMarked
package omnirelay.sandbox;

import org.jspecify.annotations.NullMarked;
