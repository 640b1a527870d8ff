/** The page in a real browser. */
@NullMarked
package omnirelay.webroot;

import org.jspecify.annotations.NullMarked;
