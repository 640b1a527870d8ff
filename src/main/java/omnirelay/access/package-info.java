/** Who may do what: programs by their keys, people by a session, and the roles of both. */
@NullMarked
package omnirelay.access;

import org.jspecify.annotations.NullMarked;
