/**
 * Entries in, batches, commits, numbered events out. All SQL that writes about messages is here.
 *
 * <p>{@link omnirelay.ledger.Ledger} gathers the entries that arrive while a commit is under way and commits them as
 * the next batch; {@link omnirelay.ledger.BatchTransaction} is one such commit.
 */
@NullMarked
package omnirelay.ledger;

import org.jspecify.annotations.NullMarked;
