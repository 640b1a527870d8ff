/** How settings are read, and what is said about mistakes. */
@NullMarked
package omnirelay.config;

import org.jspecify.annotations.NullMarked;
