/** Where PostgreSQL is, how to connect to it, and the shape of its tables. */
@NullMarked
package omnirelay.storage;

import org.jspecify.annotations.NullMarked;
