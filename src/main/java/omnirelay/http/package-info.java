/** What any handler may use: problems, bodies, parameters, files, and the endpoints that operate the relay. */
@NullMarked
package omnirelay.http;

import org.jspecify.annotations.NullMarked;
