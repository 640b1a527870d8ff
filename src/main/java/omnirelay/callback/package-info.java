/** A callback's way: authenticate raw bytes, parse, hand to the ledger, answer once it is on disk. */
@NullMarked
package omnirelay.callback;

import org.jspecify.annotations.NullMarked;
