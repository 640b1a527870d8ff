package omnirelay.telesign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import omnirelay.config.Secret;
import omnirelay.telesign.Authenticity.Cause;
import omnirelay.telesign.Authenticity.Proven;
import omnirelay.telesign.Authenticity.Unproven;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSignatureTest {
    private static final String NONCE = "A1592C6F-E384-4CDB-BC42-C3AB970369E9";
    private static final Instant IN_2016 = Instant.parse("2016-12-14T18:20:12Z");
    private static final Instant IN_2020 = Instant.parse("2020-10-14T21:25:54Z");
    private static final ApiKey PUBLISHED = TestKeys.key(
            "published", "EXAMPLE----TE8sTgg45yusumoN6BYsBVkh+yRJ5czgsnCehZaOYldPJdmFh6NeX8kunZ2zU1YWaUw/0wV6xfw==");
    private static final String SIGNATURE_IN_2020 = "3PMrFNYmIEsE9pOsxDNdtsoDS9yIaerYTleB7JRdfog=";

    @ParameterizedTest
    @CsvSource({
        "POST, test=param,     2xVlmbrxLjYrrPun3G3WMNG6Jon4yKcTeOoK9DjXJ/Q=",
        "POST, test=%CF%BF,    h8d4I0RTxErbxYXuzCOtNqb/f0w3Ck8e5SEkGNj01+8=",
        "GET,  '',             aUm7I+9GKl3ww7PNeeJntCT0iS7b+EmRKEE4LnRzChQ="
    })
    void signsAsTelesignsOwnTestsExpect(String method, String form, String signature) {
        MultiMap headers = HttpHeaders.headers().add("Content-Type", "application/x-www-form-urlencoded");
        RawRequest request = new RawRequest(method, "/v1/resource", headers, Buffer.buffer(form));

        MultiMap signed = RequestSignature.sign(request, PUBLISHED, IN_2016, NONCE);

        assertThat(signed.get("Authorization")).isEqualTo("TSA " + TestKeys.CUSTOMER + ":" + signature);
        assertThat(signed.get("Date")).isEqualTo("Wed, 14 Dec 2016 18:20:12 GMT");
        assertThat(signed.get("x-ts-auth-method")).isEqualTo("HMAC-SHA256");
        assertThat(signed.get("x-ts-nonce")).isEqualTo(NONCE);
        assertThat(check(new RawRequest(method, "/v1/resource", signed, request.body()), PUBLISHED, IN_2016))
                .isEqualTo(new Proven(PUBLISHED, NONCE));
    }

    @Test
    void signsAJsonBodyAndALookUp() {
        RawRequest lookUp = new RawRequest(
                "GET",
                "/v1/omnichannel/35C8B5D509BC10689196FED2AD551B8A",
                HttpHeaders.headers().add("Content-Type", ""),
                Buffer.buffer());

        assertThat(signed().headers().get("Authorization"))
                .isEqualTo("TSA " + TestKeys.CUSTOMER + ":" + SIGNATURE_IN_2020);
        assertThat(RequestSignature.sign(lookUp, TestKeys.EXAMPLE, IN_2020, NONCE)
                        .get("Authorization"))
                .isEqualTo("TSA " + TestKeys.CUSTOMER + ":l8GEoArIJZWWaSqcugrvJtzbM5nqFH204EIQ4ingSzM=");
    }

    @Test
    void believesADateInItsOwnHeader() {
        RawRequest request = signed();
        request.headers().remove("Date").set("X-TS-Date", "Wed, 14 Oct 2020 21:25:54 GMT");
        authorize(request, "TSA " + TestKeys.CUSTOMER + ":w2gBjkSxr9xLFexzXKpkya9/EKjOQgHruuivDJmHDyk=");

        assertThat(check(request)).isEqualTo(new Proven(TestKeys.EXAMPLE, NONCE));
    }

    @Test
    void believesTheOldAlgorithmAndARequestWithoutANonce() {
        RawRequest request = signed();
        request.headers().remove("x-ts-nonce").set("x-ts-auth-method", "HMAC-SHA1");
        String signature = TestKeys.EXAMPLE.signature(ApiKey.Algorithm.HMAC_SHA1, StringToSign.of(request));
        authorize(request, "TSA " + TestKeys.CUSTOMER + ":" + signature);

        assertThat(check(request)).isEqualTo(new Proven(TestKeys.EXAMPLE, null));
    }

    @Test
    void believesTheOffsetThatOldSdksWrite() {
        RawRequest request = signed();
        request.headers().set("Date", "Wed, 14 Oct 2020 21:25:54 +0000");
        String signature = TestKeys.EXAMPLE.signature(ApiKey.Algorithm.HMAC_SHA256, StringToSign.of(request));
        authorize(request, "TSA " + TestKeys.CUSTOMER + ":" + signature);

        assertThat(check(request)).isEqualTo(new Proven(TestKeys.EXAMPLE, NONCE));
    }

    @Test
    void saysWhichOfSeveralKeysSigned() {
        KeyRing ring = new KeyRing(List.of(PUBLISHED, TestKeys.EXAMPLE));

        assertThat(new RequestAuthenticator(ring, () -> IN_2020).check(signed()))
                .isEqualTo(new Proven(TestKeys.EXAMPLE, NONCE));
    }

    @Test
    void noticesOneChangedByteAnywhere() {
        assertThat(check(changed(request -> {
                    request.body().setByte(20, (byte) (request.body().getByte(20) ^ 1));
                    return request;
                })))
                .isEqualTo(new Unproven(Cause.WRONG_SIGNATURE));
        assertThat(check(changed(request -> new RawRequest("PUT", request.path(), request.headers(), request.body()))))
                .isEqualTo(new Unproven(Cause.WRONG_SIGNATURE));
        assertThat(check(changed(
                        request -> new RawRequest("POST", "/v1/omnichannel/", request.headers(), request.body()))))
                .isEqualTo(new Unproven(Cause.WRONG_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "Date", "x-ts-nonce", "x-ts-auth-method"})
    void noticesAHeaderThatIsGone(String name) {
        assertThat(check(changed(request -> {
                    request.headers().remove(name);
                    return request;
                })))
                .isEqualTo(new Unproven(Cause.WRONG_SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,                                                   MISSING",
                "' ',                                                 MISSING",
                "TSA,                                                 MALFORMED",
                "TSA FFFFFFFF-EEEE-DDDD-1234-AB1234567890,            MALFORMED",
                "TSA FFFFFFFF-EEEE-DDDD-1234-AB1234567890:,           MALFORMED",
                "TSA FFFFFFFF-EEEE-DDDD-1234-AB1234567890:not base64, MALFORMED",
                "Bearer abc,                                          MALFORMED",
                "TSA somebody:3PMrFNYmIEsE9pOsxDNdtsoDS9yIaerYTleB7JRdfog=, UNKNOWN_CUSTOMER",
                "TSA FFFFFFFF-EEEE-DDDD-1234-AB1234567890:3PMrFNYmIEsE9pOsxDNdtsoDS9yIaerYTleB7JRdfoh=, WRONG_SIGNATURE",
                "TSA FFFFFFFF-EEEE-DDDD-1234-AB1234567890:3PMr, WRONG_SIGNATURE"
            })
    void saysWhyItDoesNotBelieve(String authorization, Cause cause) {
        RawRequest request = signed();
        authorize(request, authorization);

        assertThat(check(request)).isEqualTo(new Unproven(cause));
    }

    @Test
    void refusesAnAlgorithmItDoesNotKnow() {
        assertThat(check(changed(request -> {
                    request.headers().set("x-ts-auth-method", "HMAC-MD5");
                    return request;
                })))
                .isEqualTo(new Unproven(Cause.MALFORMED));
    }

    @ParameterizedTest
    @CsvSource({"-15, true", "15, true", "-16, false", "16, false"})
    void toleratesAClockThatIsAQuarterOfAnHourOff(long minutes, boolean tolerated) {
        Authenticity checked = check(signed(), TestKeys.EXAMPLE, IN_2020.plus(Duration.ofMinutes(minutes)));

        assertThat(checked)
                .isEqualTo(tolerated ? new Proven(TestKeys.EXAMPLE, NONCE) : new Unproven(Cause.UNACCEPTABLE_DATE));
    }

    @Test
    void answersWithTelesignsCodes() {
        assertThat(List.of(Cause.values()).stream().map(Cause::code)).containsExactly(3405, 3412, 3400, 3400, 3400);
    }

    @Test
    void aKeyWithoutAnyCharacterThatCountsIsNone() {
        assertThat(catchThrowable(() -> new ApiKey("empty", TestKeys.CUSTOMER, new Secret("--=="))))
                .hasMessageContaining("empty")
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RawRequest signed() {
        RawRequest request = new RawRequest(
                "POST",
                "/v1/omnichannel",
                HttpHeaders.headers().add("Content-Type", "application/json"),
                Buffer.buffer(Payload.bytes("send-mms-then-sms.json")));
        MultiMap headers = RequestSignature.sign(request, TestKeys.EXAMPLE, IN_2020, NONCE);
        return new RawRequest(request.method(), request.path(), headers, request.body());
    }

    private static RawRequest changed(UnaryOperator<RawRequest> change) {
        return change.apply(signed());
    }

    private static void authorize(RawRequest request, String authorization) {
        request.headers().remove("Authorization");
        if (authorization != null) {
            request.headers().set("Authorization", authorization);
        }
    }

    private static Authenticity check(RawRequest request) {
        return check(request, TestKeys.EXAMPLE, IN_2020);
    }

    private static Authenticity check(RawRequest request, ApiKey key, Instant now) {
        return new RequestAuthenticator(new KeyRing(List.of(key)), () -> now).check(request);
    }
}
