package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.telesign.MessagingClient;
import com.telesign.RestClient;
import com.telesign.RestClient.TelesignResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import omnirelay.support.RelayUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TeleSign's own Java SDK, told nothing but another address: it signs by digest and reads TeleSign's answers. */
class SdkIT {
    private static RelayUnderTest relay;
    private static RestClient sdk;

    /** The SDK's release for Java 8 sends forms; this is how it is told to send JSON. */
    private static final class JsonRestClient extends RestClient {
        JsonRestClient(String customerId, String apiKey, String url) {
            super(customerId, apiKey, url);
        }

        @Override
        public RequestBody createRequestBody(@Nullable Map<String, ?> parameters, @Nullable String contentType) {
            String json = new JsonObject(new HashMap<>(Objects.requireNonNull(parameters))).encode();
            return RequestBody.create(json.getBytes(UTF_8), MediaType.get(JSON_CONTENT_TYPE));
        }
    }

    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start(Map.of());
        sdk = new JsonRestClient(
                RelayUnderTest.CUSTOMER_ID,
                RelayUnderTest.API_KEY,
                relay.uri("").toString());
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @Test
    void sendsAndLooksUp() throws IOException, GeneralSecurityException {
        TelesignResponse sent = sdk.post("/v1/omnichannel", command("MKT"), RestClient.JSON_CONTENT_TYPE);

        assertThat(sent.statusCode).isEqualTo(200);
        assertThat(sent.json.getAsJsonObject("status").get("code").getAsInt()).isEqualTo(3001);
        assertThat(sent.json.get("external_id").getAsString()).isEqualTo("Bestellung-42");
        String reference = sent.json.get("reference_id").getAsString();

        TelesignResponse found = sdk.get("/v1/omnichannel/" + reference, Map.of());

        assertThat(found.statusCode).isEqualTo(200);
        assertThat(found.json.get("reference_id").getAsString()).isEqualTo(reference);
        assertThat(found.json.get("external_id").getAsString()).isEqualTo("Bestellung-42");
    }

    /** The sandbox's code is the last seven digits of the number, backwards. */
    @ParameterizedTest
    @CsvSource({"1000555, VALID", "7654321, INVALID"})
    void completesAVerification(String code, String state) throws IOException, GeneralSecurityException {
        Map<String, Object> command = new HashMap<>(command("OTP"));
        command.put("message", Map.of("sms", Map.of("template", "telesign_otp")));
        TelesignResponse sent = sdk.post("/v1/omnichannel", command, RestClient.JSON_CONTENT_TYPE);
        String reference = sent.json.get("reference_id").getAsString();

        TelesignResponse compared = sdk.get("/v1/omnichannel/" + reference, Map.of("verify_code", code));

        JsonObject expected = new JsonObject().put("code_state", state).put("code_entered", code);
        assertThat(new JsonObject(compared.json.getAsJsonObject("verify").toString()))
                .isEqualTo(expected);
    }

    @Test
    void readsErrorsAsTelesignWritesThem() throws IOException, GeneralSecurityException {
        TelesignResponse refused = sdk.post("/v1/omnichannel", command("OTPX"), RestClient.JSON_CONTENT_TYPE);

        assertThat(refused.ok).isFalse();
        assertThat(refused.statusCode).isEqualTo(400);
        assertThat(refused.json.getAsJsonObject("status").get("code").getAsInt())
                .isEqualTo(3102);
        assertThat(refused.json.getAsJsonObject("status").get("description").getAsString())
                .isEqualTo("Invalid value for parameter message_type: OTPX");

        TelesignResponse unknown = sdk.get("/v1/omnichannel/35C8B5D509BC10689196FED2AD551B8A", Map.of());

        assertThat(unknown.statusCode).isEqualTo(404);
        assertThat(unknown.json.getAsJsonObject("status").get("code").getAsInt())
                .isEqualTo(-10004);
    }

    @Test
    void usesTelesignsOtherProductsThroughTheRelay() throws IOException, GeneralSecurityException {
        MessagingClient sms = new MessagingClient(
                RelayUnderTest.CUSTOMER_ID,
                RelayUnderTest.API_KEY,
                relay.uri("").toString());

        TelesignResponse sent =
                sms.message("15558675309", "Grüße & Küsse", "ARN", new HashMap<>(Map.of("external_id", "sms-1")));
        TelesignResponse found = sms.status(sent.json.get("reference_id").getAsString(), Map.of());

        assertThat(code(sent)).isEqualTo(290);
        assertThat(code(found)).isEqualTo(200);
        assertThat(code(sdk.get("/capability/rcs/15558675308", Map.of()))).isEqualTo(3060);
        assertThat(code(sdk.get("/capability/rcs/15558675309/agent", Map.of()))).isEqualTo(3055);
        assertThat(code(sdk.get("/v1/omnichannel/templates", Map.of()))).isEqualTo(3818);
    }

    private static int code(TelesignResponse response) {
        return response.json.getAsJsonObject("status").get("code").getAsInt();
    }

    @Test
    void isRefusedWithAnotherKey() throws IOException, GeneralSecurityException {
        RestClient stranger = new JsonRestClient(
                RelayUnderTest.CUSTOMER_ID,
                "c29tZWJvZHkgZWxzZSdzIGtleQ==",
                relay.uri("").toString());

        TelesignResponse refused = stranger.post("/v1/omnichannel", command("MKT"), RestClient.JSON_CONTENT_TYPE);

        assertThat(refused.statusCode).isEqualTo(401);
        assertThat(refused.json.getAsJsonObject("status").get("code").getAsInt())
                .isEqualTo(3400);
    }

    private static Map<String, Object> command(String messageType) {
        return Map.of(
                "channels", List.of(Map.of("channel", "sms", "fallback_time", 300)),
                "recipient", Map.of("phone_number", "15555550001"),
                "message", Map.of("sms", Map.of("template", "text", "parameters", Map.of("text", "Grüße & <Küsse>"))),
                "message_type", messageType,
                "external_id", "Bestellung-42");
    }
}
