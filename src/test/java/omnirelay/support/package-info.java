/** What several tests stand on. */
@NullMarked
package omnirelay.support;

import org.jspecify.annotations.NullMarked;
