package omnirelay.probe;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Whether TeleSign can call an address, as far as the address itself tells. */
final class Address {
    private static final int HTTPS_PORT = 443;
    private static final String PATH = "/callbacks/telesign";

    private Address() {}

    /** TeleSign's rules (Transaction Callback Service; for Messaging they are assumed): https, port 443, a name. */
    static Finding spelling(URI url) {
        if (!"https".equals(url.getScheme()) || port(url) != HTTPS_PORT) {
            return Finding.bad(
                    "address", "TeleSign calls https on port 443 only; let a proxy there pass callbacks on.");
        }
        if (NetUtil.createByteArrayFromIpAddressString(host(url)) != null) {
            return Finding.bad("address", "TeleSign calls names only, no bare IP address.");
        }
        return url.getRawPath().endsWith(PATH)
                ? Finding.good("address", "https, port 443, a name.")
                : Finding.warning(
                        "address", "The relay takes callbacks at " + PATH + "; the proxy must rewrite the path.");
    }

    /** Asks this machine's resolver; blocks. */
    static Finding resolution(URI url) {
        List<InetAddress> addresses;
        try {
            addresses = Arrays.asList(InetAddress.getAllByName(host(url)));
        } catch (UnknownHostException e) {
            return Finding.bad("dns", "The name " + host(url) + " cannot be resolved; add it to the DNS.");
        }
        String list = addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        return addresses.stream().anyMatch(Address::isInternal)
                ? Finding.warning(
                        "dns",
                        "From here it is " + list + ", which the internet cannot reach; see what it is from outside.")
                : Finding.good("dns", "It is " + list + ".");
    }

    static String host(URI url) {
        return url.getHost().replaceAll("[\\[\\]]", "");
    }

    static int port(URI url) {
        int usual = "https".equals(url.getScheme()) ? HTTPS_PORT : 80;
        return url.getPort() == -1 ? usual : url.getPort();
    }

    /** Path and query. */
    static String target(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static boolean isInternal(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress();
    }
}
