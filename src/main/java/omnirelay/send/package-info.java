/** A command's way: validate, journal, call, journal, answer. */
@NullMarked
package omnirelay.send;

import org.jspecify.annotations.NullMarked;
