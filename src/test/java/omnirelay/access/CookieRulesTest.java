package omnirelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieRulesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,    -,                            -,                               true",
                "GET,    http://relay.example:8080,    -,                               true",
                "GET,    https://RELAY.example:8080,   -,                               true",
                "HEAD,   -,                            -,                               true",
                "GET,    http://relay.example,         -,                               false",
                "GET,    http://relay.example:8081,    -,                               false",
                "GET,    http://evil.example:8080,     -,                               false",
                "GET,    http://relay.example:8080.evil.example, -,                     false",
                "GET,    http://x@relay.example:8080,  -,                               false",
                "GET,    null,                         -,                               false",
                "GET,    '',                           -,                               false",
                "POST,   http://relay.example:8080,    application/json,                true",
                "POST,   http://relay.example:8080,    Application/JSON; charset=utf-8, true",
                "DELETE, http://relay.example:8080,    application/json,                true",
                "POST,   -,                            application/json,                false",
                "POST,   http://evil.example,          application/json,                false",
                "POST,   http://relay.example:8080,    -,                               false",
                "POST,   http://relay.example:8080,    text/plain,                      false",
                "POST,   http://relay.example:8080,    application/jsonp,               false",
                "POST,   http://relay.example:8080,    application/x-www-form-urlencoded, false",
                "DELETE, http://relay.example:8080,    -,                               false"
            })
    void aCookieCountsOnlyWhereThePageItselfAsks(String method, String origin, String contentType, boolean counts) {
        MultiMap headers = HttpHeaders.headers();
        if (origin != null) {
            headers.set("Origin", origin);
        }
        if (contentType != null) {
            headers.set("Content-Type", contentType);
        }

        assertThat(CookieRules.objection(method, headers, "relay.example:8080").isEmpty())
                .isEqualTo(counts);
    }

    @Test
    void aRequestThatNamesNoHostIsForeignToEverySite() {
        assertThat(CookieRules.isForeign("http://relay.example", null)).isTrue();
    }
}
