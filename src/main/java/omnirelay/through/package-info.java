/** Passes TeleSign's other paths on: authenticated here, signed anew, not interpreted. */
@NullMarked
package omnirelay.through;

import org.jspecify.annotations.NullMarked;
