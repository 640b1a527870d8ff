/** TeleSign's language, both directions: signatures, requests, answers, callbacks and codes. Nothing else speaks it. */
@NullMarked
package omnirelay.telesign;

import org.jspecify.annotations.NullMarked;
