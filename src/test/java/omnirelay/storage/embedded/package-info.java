/** The relay's own PostgreSQL, in good times and after bad ends. */
@NullMarked
package omnirelay.storage.embedded;

import org.jspecify.annotations.NullMarked;
