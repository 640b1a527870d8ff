/** Starts the relay: everything is constructed here once, by hand, and connected. */
@NullMarked
package omnirelay;

import org.jspecify.annotations.NullMarked;
