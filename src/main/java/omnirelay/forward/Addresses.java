package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where a receiver's host really is. A request may name any address as its {@code callback_url}: it must not make the
 * relay speak to what only the relay can reach. Who connects must do so to the very address that is given here, or the
 * name could mean another one by then.
 */
final class Addresses {
    private final Vertx vertx;
    private final Predicate<InetAddress> allowed;

    private Addresses(Vertx vertx, Predicate<InetAddress> allowed) {
        this.vertx = vertx;
        this.allowed = allowed;
    }

    static Addresses any(Vertx vertx) {
        return new Addresses(vertx, address -> true);
    }

    static Addresses publicOnly(Vertx vertx) {
        return new Addresses(vertx, address -> !SpecialNetworks.contain(address));
    }

    static Addresses publicAndLoopback(Vertx vertx) {
        return new Addresses(
                vertx, address -> SpecialNetworks.isLoopback(address) || !SpecialNetworks.contain(address));
    }

    /** Fails with {@link ForbiddenAddressException} where the host has no address that may be spoken to. */
    Future<InetAddress> of(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(bare)), false)
                .map(all -> all.stream().filter(allowed).findFirst().orElseThrow(ForbiddenAddressException::new));
    }
}
