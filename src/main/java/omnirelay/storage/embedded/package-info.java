/** The relay's own PostgreSQL: unpacked, started, stopped, and cleaned up after. */
@NullMarked
package omnirelay.storage.embedded;

import org.jspecify.annotations.NullMarked;
