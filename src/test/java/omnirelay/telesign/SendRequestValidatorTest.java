package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import omnirelay.message.Channel;
import omnirelay.message.MessageId;
import omnirelay.telesign.Validation.Invalid;
import omnirelay.telesign.Validation.Valid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendRequestValidatorTest {
    private static final MessageId ID =
            MessageId.parse("01A20245DB897C3E9A0B5D6F1E2C3B4A").orElseThrow();

    private final CodeCatalogue codes = CodeCatalogue.load();
    private final SendRequestValidator validator = new SendRequestValidator(codes, null);

    @Test
    void readsTelesignsExample() {
        SendRequest request = valid(new String(Payload.bytes("send-mms-then-sms.json"), UTF_8));

        assertThat(request.channels())
                .containsExactly(
                        new Channel("mms", Duration.ofMinutes(10)), new Channel("sms", Channel.DEFAULT_FALLBACK_TIME));
        assertThat(request.recipient()).isEqualTo(new Recipient(new PhoneNumber("15558675309"), null));
        assertThat(request.options()).isEqualTo(new SendRequest.Options("MKT", "order-42", null, null, null, null));
        assertThat(request.toString()).doesNotContain("15558675309").doesNotContain("Café");
    }

    @Test
    void readsEverythingElseARequestMaySay() {
        SendRequest request = valid(changed(body -> body.put("channels", array("[{\"channel\":\"email\"}]"))
                .put("recipient", object("{\"email\":\"jane@example.com\"}"))
                .put("message_type", "OTP")
                .put("account_lifecycle_event", "sign-in")
                .put("originating_ip", "2001:db8::1")
                .put("sender_id", "15558675310")
                .put("callback_url", "https://example.com/status?a=b")
                .put("omnirelay", object("{\"label\":\"summer sale\"}"))));

        assertThat(request.recipient()).isEqualTo(new Recipient(null, "jane@example.com"));
        assertThat(request.recipient().masked()).isEqualTo("j•••@example.com");
        assertThat(request.options())
                .isEqualTo(new SendRequest.Options(
                        "OTP", "order-42", "15558675310", "https://example.com/status?a=b", "summer sale", null));
    }

    @Test
    void whenItExpiresIsReadWithItsZone() {
        JsonObject omnirelay = object("{\"expires_at\":\"2030-01-31T12:00:00.5+02:00\"}");

        assertThat(valid(changed(body -> body.put("omnirelay", omnirelay)))
                        .options()
                        .expiresAt())
                .isEqualTo(Instant.parse("2030-01-31T10:00:00.5Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"labl":"spring"}             | omnirelay.labl is not known. There are expires_at and label.
            {"label":7}                   | omnirelay.label must be a text of up to 100 characters.
            {"expires_at":"tomorrow"}     | omnirelay.expires_at must be a time as RFC 3339 writes it, like 2030-01-31T12:00:00Z.
            {"expires_at":1735689600}     | omnirelay.expires_at must be a time as RFC 3339 writes it, like 2030-01-31T12:00:00Z.
            "spring"                      | omnirelay must be an object.
            """)
    void whatIsSaidToTheRelayAloneIsCheckedAsWell(String omnirelay, String detail) {
        TelesignError error = invalid(changed(body -> body.put("omnirelay", value(omnirelay))))
                .error();

        assertThat(error.code()).isEqualTo(3110);
        assertThat(error.detail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"phone_number\":\"15558675309\"}                          |             | 15558675309",
                "{\"phone_number\":\"+1 (555) 867-5309\"}                    |             | 15558675309",
                "{\"phone_number\":15558675309}                              |             | 15558675309",
                "{\"phone_number\":\"15558675309\",\"email\":\"a@example.com\"} | 4477009001 | 15558675309",
                "                                                            | 4477009001  | 4477009001",
                "{\"email\":\"a@example.com\"}                               | 4477009001  | 4477009001"
            })
    void takesTheNumberFromEitherPlace(@Nullable String recipient, @Nullable String deprecated, String digits) {
        SendRequest request = valid(changed(body -> {
            body.remove("recipient");
            if (recipient != null) {
                body.put("recipient", object(recipient));
            }
            if (deprecated != null) {
                body.put("phone_number", deprecated);
            }
        }));

        assertThat(request.recipient().phoneNumber()).isEqualTo(new PhoneNumber(digits));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channels               | null                                             | 3300 | Missing parameter channels",
                "channels               | []                                               | 3300 | Missing parameter channels",
                "channels               | \"sms\"                                          | 3113 | Invalid value for parameter channel: channels",
                "channels               | [\"sms\"]                                        | 3113 | Invalid value for parameter channel: channels[0]",
                "channels               | [{\"channel\":\"sms\"},{}]                       | 3301 | Missing parameter channel",
                "channels               | [{\"channel\":7}]                                | 3113 | Invalid value for parameter channel: channels[0]",
                "channels               | [{\"channel\":\"sms\"},{\"channel\":\"SMS\"}]    | 3113 | Invalid value for parameter channel: sms",
                "channels               | [{\"channel\":\"sms\",\"fallback_time\":29}]     | 3110 | Invalid request",
                "channels               | [{\"channel\":\"sms\",\"fallback_time\":3601}]   | 3110 | Invalid request",
                "channels               | [{\"channel\":\"sms\",\"fallback_time\":\"60\"}] | 3110 | Invalid request",
                "channels               | [{\"channel\":\"sms\",\"fallback_time\":60.5}]   | 3110 | Invalid request",
                "recipient              | null                                             | 3302 | Missing parameter phone_number",
                "recipient              | {}                                               | 3302 | Missing parameter phone_number",
                "recipient              | {\"phone_number\":\" \"}                         | 3302 | Missing parameter phone_number",
                "recipient              | {\"email\":\"jane@example.com\"}                 | 3302 | Missing parameter phone_number",
                "recipient              | \"15558675309\"                                  | 3110 | Invalid request",
                "message                | null                                             | 3303 | Missing parameter message",
                "message                | \"hello\"                                        | 3110 | Invalid request",
                "message_type           | null                                             | 3304 | Missing parameter message_type",
                "message_type           | \"OTPX\"                                         | 3102 | Invalid value for parameter message_type: OTPX",
                "message_type           | \"otp\"                                          | 3102 | Invalid value for parameter message_type: otp",
                "message_type           | 7                                                | 3102 | Invalid value for parameter message_type: 7",
                "external_id            | \"café\"                                         | 3103 | Unsupported value for parameter external_id: café",
                "external_id            | 42                                               | 3103 | Unsupported value for parameter external_id: 42",
                "external_id            | \"a\\u0000b\"                                    | 3103 | Unsupported value for parameter external_id: a\uFFFDb",
                "account_lifecycle_event| \"born\"                                         | 3104 | Invalid value for parameter account_lifecycle_event: born",
                "originating_ip         | \"1.2.3\"                                        | 3105 | Invalid value for parameter originating_ip: 1.2.3",
                "originating_ip         | \"[::1]\"                                        | 3105 | Invalid value for parameter originating_ip: [::1]",
                "originating_ip         | \"localhost\"                                    | 3105 | Invalid value for parameter originating_ip: localhost",
                "callback_url           | \"\"                                             | 3106 | Invalid value for parameter callback_url:",
                "callback_url           | \"ftp://example.com\"                            | 3106 | Invalid value for parameter callback_url: ftp://example.com",
                "callback_url           | \"https:/example.com\"                           | 3106 | Invalid value for parameter callback_url: https:/example.com",
                "callback_url           | \"https://example.com:70000\"                    | 3106 | Invalid value for parameter callback_url: https://example.com:70000",
                "sender_id              | {}                                               | 3110 | Invalid request",
                "omnirelay              | \"sale\"                                         | 3110 | Invalid request",
                "omnirelay              | {\"label\":7}                                    | 3110 | Invalid request"
            })
    void refusesAsTelesignDoes(String member, String json, int code, String description) {
        Invalid invalid = invalid(changed(body -> body.put(member, value(json))));

        assertThat(invalid.error().code()).isEqualTo(code);
        assertThat(invalid.error().description().strip()).isEqualTo(description);
        assertThat(invalid.error().httpStatus()).isEqualTo(400);
        assertThat(invalid.error().detail()).endsWith(".").contains(json.contains("label") ? "label" : member);
    }

    @Test
    void findsTheFirstMistakeInTelesignsOrder() {
        String[][] mistakes = {
            {"channels", "[]", "3300"},
            {"recipient", "{}", "3302"},
            {"message", "null", "3303"},
            {"message_type", "\"X\"", "3102"},
            {"external_id", "1", "3103"},
            {"account_lifecycle_event", "\"X\"", "3104"},
            {"originating_ip", "\"X\"", "3105"},
            {"callback_url", "\"\"", "3106"}
        };
        for (int first = 0; first < mistakes.length; first++) {
            int from = first;
            Invalid invalid = invalid(changed(body -> {
                for (int i = from; i < mistakes.length; i++) {
                    body.put(mistakes[i][0], value(mistakes[i][1]));
                }
            }));

            assertThat(invalid.error().code()).isEqualTo(Integer.parseInt(mistakes[first][2]));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"channels\":",
                "{\"channels\":[],\"channels\":[]}",
                "channels=sms&phone_number=15558675309",
                "{} {}",
                "{/* comment */}"
            })
    void refusesWhatIsNoJsonObject(String text) {
        TelesignError error = invalid(text).error();

        assertThat(error.code()).isEqualTo(3110);
        assertThat(error.description()).isEqualTo("Invalid request");
        assertThat(error.detail()).startsWith("The body must be").doesNotContain("15558675309");
    }

    @Test
    void repeatsTheCallersIdWhereItCan() {
        assertThat(invalid(changed(body -> body.remove("message"))).externalId())
                .isEqualTo("order-42");
        assertThat(invalid(changed(body -> body.put("external_id", "x".repeat(101))))
                        .externalId())
                .isNull();
        assertThat(invalid("not json").externalId()).isNull();
    }

    @Test
    void leavesToTelesignWhatTelesignFindsOutLater() {
        assertThat(valid(changed(body -> body.put("channels", array("[{\"channel\":\"telegram\"}]"))
                                .put("recipient", object("{\"phone_number\":\"12\"}"))
                                .put("message", new JsonObject())))
                        .channels())
                .containsExactly(new Channel("telegram", Channel.DEFAULT_FALLBACK_TIME));
    }

    @Test
    void takesTenKilobytesOfWhatIsSentOn() {
        SendRequestValidator callsBack = new SendRequestValidator(codes, URI.create("https://relay.example.com/c"));
        String text = padded(0);
        int room = 10_240 - sent(callsBack, text);

        assertThat(sent(callsBack, padded(room))).isEqualTo(10_240);
        assertThat(callsBack.validate(padded(room + 1).getBytes(UTF_8)))
                .isEqualTo(new Invalid(
                        new TelesignError(
                                3116,
                                "Payload limit size exceeded",
                                400,
                                "The body is larger than 10,240 bytes. Shorten the message."),
                        "order-42"));
    }

    @Test
    void doesNotCountWhatIsTakenOut() {
        valid(changed(body -> body.put("callback_url", "https://example.com/" + "x".repeat(10_300))));
        invalid(changed(body -> body.put("callback_url", "https://" + "x".repeat(254) + "/")));
    }

    /** The bytes that TeleSign gets. */
    private static int sent(SendRequestValidator validator, String text) {
        return ((Valid) validator.validate(text.getBytes(UTF_8)))
                .request()
                .sentOnAs(ID)
                .getBytes(UTF_8)
                .length;
    }

    private static String padded(int by) {
        return changed(body -> body.put("unknown", "x".repeat(by)));
    }

    private static String changed(Consumer<JsonObject> change) {
        JsonObject body = new JsonObject(new String(Payload.bytes("send-mms-then-sms.json"), UTF_8));
        change.accept(body);
        return body.encode();
    }

    private static @Nullable Object value(String json) {
        return array("[" + json + "]").getValue(0);
    }

    private static JsonArray array(String json) {
        return new JsonArray(json);
    }

    private static JsonObject object(String json) {
        return new JsonObject(json);
    }

    private SendRequest valid(String text) {
        Validation validation = validator.validate(text.getBytes(UTF_8));
        assertThat(validation).isInstanceOf(Valid.class);
        return ((Valid) validation).request();
    }

    private Invalid invalid(String text) {
        Validation validation = validator.validate(text.getBytes(UTF_8));
        assertThat(validation).isInstanceOf(Invalid.class);
        return (Invalid) validation;
    }
}
