package omnirelay.telesign;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendBodyTest {
    private static final String HEX = "01A20245DB897C3E9A0B5D6F1E2C3B4A";
    private static final MessageId ID = MessageId.parse(HEX).orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}                                   | {\"external_id\":\"#\"}",
                "{\"a\":1}                            | {\"a\":1,\"external_id\":\"#\"}",
                "{ \"a\" : 1.50e+2 , \"b\":[ 1, {} ]} | {\"a\" : 1.50e+2,\"b\":[ 1, {} ],\"external_id\":\"#\"}",
                "{\"external_id\":\"x\",\"a\":-0}     | {\"external_id\":\"#\",\"a\":-0}",
                "{\"extern\\u0061l_id\":null,\"a\":1} | {\"external_id\":\"#\",\"a\":1}",
                "{\"a\":{\"external_id\":\"x\"}}      | {\"a\":{\"external_id\":\"x\"},\"external_id\":\"#\"}",
                "{\"callback_url\":\"u\",\"a\":true}  | {\"a\":true,\"external_id\":\"#\"}",
                "{\"callback_URL\":\"u\"}             | {\"callback_URL\":\"u\",\"external_id\":\"#\"}",
                "{\"omnirelay\":{\"label\":\"}\"}}    | {\"external_id\":\"#\"}",
                "{\"t\":\"\\u003cé\\/\\\"}\"}         | {\"t\":\"\\u003cé\\/\\\"}\",\"external_id\":\"#\"}"
            })
    void sendsOnCharacterForCharacterWhatItNeedNotChange(String given, String sent) {
        assertThat(SendBody.of(given).sentOnAs(new ExternalId(ID, null), null)).isEqualTo(sent.replace("#", HEX));
    }

    @Test
    void addsTheCallersIdAndTheAccountsCallbackAddress() {
        assertThat(SendBody.of("{\"external_id\":\"a\\\"b\",\"callback_url\":\"https://caller.example.com\"}")
                        .sentOnAs(new ExternalId(ID, "a\"b"), "https://relay.example.com/c?x=\"y\""))
                .isEqualTo("{\"external_id\":\"" + HEX
                        + ".a\\\"b\",\"callback_url\":\"https://relay.example.com/c?x=\\\"y\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"b":2}  | {"b":2,"a":1}                   | true
            {"a":1}        | {"a":1,"external_id":"x"}       | true
            {"a":1}        | {"callback_url":"u","a":1}      | true
            {"a":1}        | {"omnirelay":{"label":"l"},"a":1} | true
            {"a":1}        | {"a":2}                         | false
            {"a":1}        | {"a":1,"b":2}                   | false
            {"a":{"b":1}}  | {"a":{"b":1,"external_id":1}}   | false
            """)
    void whatTheRecipientIsToldIsTheSameOrNot(String one, String other, boolean same) {
        assertThat(SendBody.of(one).content().equals(SendBody.of(other).content()))
                .isEqualTo(same);
    }

    @Test
    void changesNothingElseOfAnyRequest() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            JsonObject request = object(random, 3);
            boolean pretty = random.nextBoolean();
            String text = pretty ? request.encodePrettily() : request.encode();

            JsonObject sent = new JsonObject(SendBody.of(text).sentOnAs(new ExternalId(ID, null), null));

            assertThat(sent).isEqualTo(request.copy().put("external_id", HEX));
        }
    }

    private static JsonObject object(Random random, int depth) {
        JsonObject object = new JsonObject();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.put(text(random), value(random, depth));
        }
        return object;
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> text(random);
            case 1 -> random.nextInt();
            case 2 -> random.nextInt() / 16.0;
            case 3 -> random.nextBoolean();
            case 4 -> null;
            case 5 -> object(random, depth - 1);
            default -> new JsonArray().add(value(random, depth - 1)).add(value(random, depth - 1));
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 1, 0x2FFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .append("\"}],\\")
                .toString();
    }
}
