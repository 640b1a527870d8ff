/** Asking TeleSign where messages stand: for whoever wants to know, and for those of which it does not tell by itself. */
@NullMarked
package omnirelay.lookup;

import org.jspecify.annotations.NullMarked;
