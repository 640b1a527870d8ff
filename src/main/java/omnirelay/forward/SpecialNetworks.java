package omnirelay.forward;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that mean something else, or nothing, outside of a network of one's own, by IANA's registries of
 * special-purpose addresses: where a cloud keeps its metadata is among them.
 */
final class SpecialNetworks {
    private static final List<IpSubnetFilterRule> LOOPBACK = rules("127.0.0.0/8", "::1/128");
    private static final List<IpSubnetFilterRule> OTHERS = rules(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    private SpecialNetworks() {}

    private static List<IpSubnetFilterRule> rules(String... networks) {
        return Stream.of(networks)
                .map(network -> new IpSubnetFilterRule(
                        network.substring(0, network.indexOf('/')),
                        Integer.parseInt(network.substring(network.indexOf('/') + 1)),
                        IpFilterRuleType.REJECT))
                .toList();
    }

    static boolean isLoopback(InetAddress address) {
        return anyOf(LOOPBACK, address);
    }

    /** Also loopback. */
    static boolean contain(InetAddress address) {
        return isLoopback(address) || anyOf(OTHERS, address);
    }

    private static boolean anyOf(List<IpSubnetFilterRule> rules, InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return rules.stream().anyMatch(rule -> rule.matches(socket));
    }
}
