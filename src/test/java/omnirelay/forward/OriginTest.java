package omnirelay.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com/status/123?key=1#top, https://shop.example.com",
        "HTTPS://Shop.Example.COM:443, https://shop.example.com",
        "https://ada:secret@shop.example.com/a, https://shop.example.com",
        "http://shop.example.com:80/, http://shop.example.com",
        "http://shop.example.com:443/, http://shop.example.com:443",
        "https://shop.example.com:80/, https://shop.example.com:80",
        "http://[FD00:EC2::254]:8080/x, http://[fd00:ec2::254]:8080",
    })
    void anAddressHasOneNameHoweverItIsSpelt(URI url, String name) {
        assertThat(Origin.of(url)).isEqualTo(name);
        assertThat(Origin.isNameOf(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"default", "hooks", "http", "client:http://shop"})
    void whoTheConfigurationNamesHasNone(String receiver) {
        assertThat(Origin.isNameOf(receiver)).isFalse();
    }
}
