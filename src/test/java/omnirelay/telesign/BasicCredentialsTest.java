package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import omnirelay.telesign.Authenticity.Cause;
import omnirelay.telesign.Authenticity.Proven;
import omnirelay.telesign.Authenticity.Unproven;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasicCredentialsTest {
    private static final String HEADER =
            "Basic RkZGRkZGRkYtRUVFRS1ERERELTEyMzQtQUIxMjM0NTY3ODkwOkFCQzEyMzQ1eXVzdW1vTjZC"
                    + "WXNCVmtoK3lSSjVjemdzbkNlaFphT1lsZFBKZG1GaDZOZVg4a3VuWjJ6VTFZV2FVdy8wd1Y2eGZ3PT0=";

    @Test
    void writesAndBelievesTheKeysText() {
        assertThat(TestKeys.EXAMPLE.basic()).isEqualTo(HEADER);
        assertThat(check(HEADER)).isEqualTo(new Proven(TestKeys.EXAMPLE, null));
        assertThat(check(HEADER.replace("Basic", "basic"))).isEqualTo(new Proven(TestKeys.EXAMPLE, null));
    }

    @ParameterizedTest
    @CsvSource({
        "somebody:key,                               UNKNOWN_CUSTOMER",
        "FFFFFFFF-EEEE-DDDD-1234-AB1234567890:wrong, WRONG_SIGNATURE",
        "FFFFFFFF-EEEE-DDDD-1234-AB1234567890:,      WRONG_SIGNATURE",
        "nocolon,                                    MALFORMED"
    })
    void saysWhyItDoesNotBelieve(String decoded, Cause cause) {
        assertThat(check("Basic " + Base64.getEncoder().encodeToString(decoded.getBytes(UTF_8))))
                .isEqualTo(new Unproven(cause));
    }

    @Test
    void doesNotTakeTheUnencodedForm() {
        assertThat(check("Basic " + TestKeys.CUSTOMER + ":"
                        + TestKeys.EXAMPLE.key().value()))
                .isEqualTo(new Unproven(Cause.MALFORMED));
    }

    private static Authenticity check(String authorization) {
        RawRequest request = new RawRequest(
                "GET", "/v1/omnichannel/1", HttpHeaders.headers().add("Authorization", authorization), Buffer.buffer());
        return new RequestAuthenticator(new KeyRing(List.of(TestKeys.EXAMPLE)), () -> Instant.EPOCH).check(request);
    }
}
