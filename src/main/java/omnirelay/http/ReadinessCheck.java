package omnirelay.http;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something without which the relay should get no traffic.
 *
 * @param complaint what is wrong, in words for an operator; empty where all is well. Anyone may read it
 */
public record ReadinessCheck(String name, Supplier<Future<Optional<String>>> complaint) {

    /** A check that knows without asking anybody. */
    public static ReadinessCheck of(String name, Supplier<Optional<String>> complaint) {
        return new ReadinessCheck(name, () -> Future.succeededFuture(complaint.get()));
    }
}
