package omnirelay.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import omnirelay.config.RelayConfig.Client;
import omnirelay.config.Role;
import omnirelay.config.Secret;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.RequestSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Client SHOP =
            new Client("shop", new Secret("c2hvcCdzIGtleSBpbiBiYXNlNjQ="), EnumSet.of(Role.SEND));
    private static final Client SUPPORT =
            new Client("support", new Secret("a key: with a colon in it"), EnumSet.of(Role.VIEW));
    private static final Clients CLIENTS = new Clients(List.of(SHOP, SUPPORT), () -> NOW);

    @Test
    void basicNamesAClientWithItsRoles() {
        assertThat(identify(basic("shop:" + SHOP.key().value())))
                .isEqualTo(new Identity.Known(Principal.client("shop", SHOP.roles(), null)));
        assertThat(identify(basic("support:a key: with a colon in it")))
                .isEqualTo(new Identity.Known(Principal.client("support", SUPPORT.roles(), null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "Bearer  "})
    void soDoesABearerKey(String scheme) {
        assertThat(identify(scheme + "support:a key: with a colon in it"))
                .isEqualTo(new Identity.Known(Principal.client("support", SUPPORT.roles(), null)));
    }

    @Test
    void aDigestIsCheckedOverTheBodyAndBringsItsNonce() {
        assertThat(CLIENTS.identify(signed("POST", "application/json", "{\"a\":1}", NOW)))
                .isEqualTo(new Identity.Known(Principal.client("shop", SHOP.roles(), "a-nonce")));
    }

    @Test
    void aLookUpMaySendAnEmptyContentType() {
        assertThat(CLIENTS.identify(signed("GET", "", "", NOW))).isInstanceOf(Identity.Known.class);
    }

    @Test
    void oneFlippedByteIsNoticed() {
        RawRequest request = signed("POST", "application/json", "{\"a\":1}", NOW);
        request.body().setByte(5, (byte) '2');

        assertThat(codeOf(CLIENTS.identify(request))).isEqualTo(3400);
    }

    @ParameterizedTest
    @CsvSource({"-15, true", "-16, false", "15, true", "16, false"})
    void aSignatureHoldsForAQuarterOfAnHour(int minutes, boolean holds) {
        Instant signedAt = NOW.plus(Duration.ofMinutes(minutes));

        assertThat(CLIENTS.identify(signed("GET", "", "", signedAt)) instanceof Identity.Known)
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer shop,                                         3412",
        "Bearer,                                              3412",
        "Basic !,                                             3412",
        "Basic c2hvcA==,                                      3412",
        "TSA shop,                                            3412",
        "Digest username=shop,                                3412",
        "shop:c2hvcCdzIGtleSBpbiBiYXNlNjQ=,                   3412",
        "Bearer shop:wrong,                                   3400",
        "Bearer shop:,                                        3400",
        "Bearer nobody:c2hvcCdzIGtleSBpbiBiYXNlNjQ=,          3400",
        "Bearer support:c2hvcCdzIGtleSBpbiBiYXNlNjQ=,         3400",
        "Basic bm9ib2R5OmtleQ==,                              3400",
        "TSA nobody:3PMrFNYmIEsE9pOsxDNdtsoDS9yIaerYTleB7JRdfog=, 3400",
        "TSA shop:3PMrFNYmIEsE9pOsxDNdtsoDS9yIaerYTleB7JRdfog=,   3400"
    })
    void whoIsNotBelievedHearsTelesignsCode(String authorization, int code) {
        assertThat(codeOf(identify(authorization))).isEqualTo(code);
    }

    @Test
    void whoSaysNothingHearsThatToo() {
        assertThat(codeOf(CLIENTS.identify(request(HttpHeaders.headers())))).isEqualTo(3405);
    }

    @Test
    void aRefusalTellsNoOneWhetherAClientExists() {
        assertThat(refusalOf(identify("Bearer nobody:wrong")).problem().detail())
                .isEqualTo(refusalOf(identify("Bearer shop:wrong")).problem().detail());
    }

    private static Identity identify(String authorization) {
        return CLIENTS.identify(request(HttpHeaders.headers().set("Authorization", authorization)));
    }

    private static RawRequest request(MultiMap headers) {
        return new RawRequest("GET", "/v1/omnichannel/1", headers, Buffer.buffer());
    }

    private static RawRequest signed(String method, String contentType, String body, Instant at) {
        RawRequest plain = new RawRequest(
                method, "/v1/omnichannel", HttpHeaders.headers().set("Content-Type", contentType), Buffer.buffer(body));
        MultiMap headers = RequestSignature.sign(plain, new ApiKey("k", "shop", SHOP.key()), at, "a-nonce");
        return new RawRequest(method, plain.path(), headers, plain.body());
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    private static AccessRefusedException refusalOf(Identity identity) {
        return ((Identity.Unknown) identity).refusal();
    }

    private static int codeOf(Identity identity) {
        return refusalOf(identity).code();
    }
}
