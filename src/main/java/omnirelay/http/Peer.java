package omnirelay.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. A proxy on this machine is believed about its caller, any other is the caller.
 *
 * @param address IP, to tell callers apart
 * @param local whether it comes from this machine, and not through a proxy here
 * @param https whether the caller came by it
 */
public record Peer(String address, boolean local, boolean https) {

    public static Peer of(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        String address = remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
        if (!isLoopback(address)) {
            return new Peer(address, false, request.isSSL());
        }
        String caller = request.getHeader("X-Forwarded-For");
        boolean proxied = caller != null || request.headers().contains("Forwarded");
        boolean https = "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return new Peer(caller == null ? address : nearest(caller), !proxied, https || request.isSSL());
    }

    /** Whether {@code text} is an address of this machine's own; names are none. */
    public static boolean isLoopback(@Nullable String text) {
        InetAddress address = text == null ? null : NetUtil.createInetAddressFromIpAddressString(text);
        return address != null && address.isLoopbackAddress();
    }

    /** What the proxy itself saw: whatever stands before it the caller may have written. */
    private static String nearest(String forwardedFor) {
        return forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
    }
}
