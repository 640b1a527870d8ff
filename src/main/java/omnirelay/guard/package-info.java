/**
 * What keeps commands from being sent: an operator's holds, and caps that are counted over all nodes. A recipient's STOP
 * is the ledger's matter, because it is exact only there.
 */
@NullMarked
package omnirelay.guard;

import org.jspecify.annotations.NullMarked;
