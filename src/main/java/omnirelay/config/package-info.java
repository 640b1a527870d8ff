/** Every setting, typed, read once before anything starts. */
@NullMarked
package omnirelay.config;

import org.jspecify.annotations.NullMarked;
