package omnirelay.forward;

import static omnirelay.support.Soon.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressesTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterAll
    void close() {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "localhost",
                "2130706433",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "0.0.0.0",
                "[::]",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[64:ff9b::a9fe:a9fe]",
                "[2002:7f00:1::]",
                "224.0.0.1",
                "255.255.255.255"
            })
    void whatIsNotPublicIsRefused(String host) {
        assertThatThrownBy(() -> await(Addresses.publicOnly(vertx).of(host)))
                .isInstanceOf(ForbiddenAddressException.class);
        assertThat(await(Addresses.any(vertx).of(host))).isNotNull();
    }

    /** As DNS gives them: Java takes them for IPv4 only where they are written out. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "10.1.2.3"})
    void anAddressInSixesClothesIsNotPublicEither(String plain) throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xFF;
        System.arraycopy(InetAddress.getByName(plain).getAddress(), 0, mapped, 12, 4);

        InetAddress clothed = Inet6Address.getByAddress("host", mapped, -1);
        assertThat(SpecialNetworks.contain(Addresses.plain(clothed))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "[2606:4700::1111]"})
    void whatIsPublicIsNot(String host) {
        assertThat(await(Addresses.publicOnly(vertx).of(host))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "169.254.169.254", "[fd00::1]"})
    void theSandboxMayReachThisMachineButNoOther(String host) {
        Addresses sandbox = Addresses.publicAndLoopback(vertx);

        assertThat(await(sandbox.of("127.0.0.1"))).isNotNull();
        assertThatThrownBy(() -> await(sandbox.of(host))).isInstanceOf(ForbiddenAddressException.class);
    }
}
