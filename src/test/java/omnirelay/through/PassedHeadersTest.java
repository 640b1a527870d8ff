package omnirelay.through;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import omnirelay.support.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassedHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Cookie",
                "Host",
                "Date",
                "Origin",
                "x-ts-nonce",
                "X-TS-Auth-Method",
                "x-ts-date",
                "X-Forwarded-For",
                "Forwarded",
                "Connection",
                "Transfer-Encoding",
                "Upgrade",
                "Expect",
                "X-Hop"
            })
    void whatIsTheCallersOrItsConnectionsStaysHere(String name) {
        MultiMap received = TestHttp.headers(name, "x", "Connection", "close, x-hop", "Accept", "a", "accept", "b");

        MultiMap passed = PassedHeaders.there(received);

        assertThat(passed.contains(name)).isFalse();
        assertThat(passed.getAll("Accept")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Set-Cookie", "Strict-Transport-Security", "Alt-Svc", "Connection", "Transfer-Encoding"})
    void whatIsTelesignsHostsOrItsConnectionsStaysThere(String name) {
        MultiMap answer = HttpHeaders.headers();

        PassedHeaders.back(TestHttp.headers(name, "x", "Allow", "GET", "Allow", "HEAD"), answer);

        assertThat(answer.contains(name)).isFalse();
        assertThat(answer.getAll("Allow")).containsExactly("GET", "HEAD");
    }

    @Test
    void telesignsHeaderTakesThePlaceOfTheRelays() {
        MultiMap answer = TestHttp.headers("Cache-Control", "no-store");

        PassedHeaders.back(TestHttp.headers("cache-control", "private"), answer);

        assertThat(answer.getAll("Cache-Control")).containsExactly("private");
    }
}
