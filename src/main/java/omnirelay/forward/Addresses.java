package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Where a receiver's host really is. A request may name any address as its {@code callback_url}: it must not make the
 * relay speak to what only the relay can reach. Who connects must do so to the very address that is given here, or the
 * name could mean another one by then.
 */
final class Addresses {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** A name server that does not answer holds a thread for seconds, so these threads do nothing else. */
    private static final int THREADS = 16;

    private final WorkerExecutor resolver;
    private final Predicate<InetAddress> allowed;

    private Addresses(Vertx vertx, Predicate<InetAddress> allowed) {
        this.resolver = vertx.createSharedWorkerExecutor("forward-resolver", THREADS);
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
        return resolver.executeBlocking(() -> resolved(bare), false)
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .map(all -> all.stream().filter(allowed).findFirst().orElseThrow(ForbiddenAddressException::new));
    }

    /** DNS may give an IPv4 address in IPv6's clothes, which leads to the same place: it is judged by what it is. */
    private static List<InetAddress> resolved(String host) throws UnknownHostException {
        List<InetAddress> plain = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(host)) {
            plain.add(plain(address));
        }
        return plain;
    }

    static InetAddress plain(InetAddress address) throws UnknownHostException {
        return InetAddress.getByAddress(address.getAddress());
    }
}
