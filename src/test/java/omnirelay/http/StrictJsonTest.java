package omnirelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void readsEveryKindOfValue() {
        JsonObject read = StrictJson.object(Buffer.buffer(
                "{\"s\":\"é\",\"i\":1,\"l\":12345678901,\"d\":1.5,\"t\":true,\"n\":null,\"a\":[{},[2]]}"));

        assertThat(read)
                .isEqualTo(new JsonObject()
                        .put("s", "é")
                        .put("i", 1)
                        .put("l", 12_345_678_901L)
                        .put("d", 1.5)
                        .put("t", true)
                        .putNull("n")
                        .put("a", new JsonArray().add(new JsonObject()).add(new JsonArray().add(2))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                     | must be a JSON object",
                "[]                     | must be a JSON object",
                "\"secret\"             | must be a JSON object",
                "{\"a\":1 /* why */}    | line 1, column 8",
                "{'a':1}                | line 1, column 2",
                "{\"a\":1,}             | line 1, column 8",
                "{\"a\":1              | line 1, column",
                "{\"a\":}               | line 1, column 6",
                "{\"a\":tru}            | line 1, column",
                "{\"a\":NaN}            | line 1, column",
                "{} {}                  | goes on after",
                "{\"a\":1,\"a\":1}      | occurs twice",
                "{\"a\":{\"b\":1,\"b\":2}} | occurs twice",
                "{\"a\":\"\\u0000\"}    | U+0000"
            })
    void saysWhyABodyIsNoObject(String body, String why) {
        Problem problem = refused(Buffer.buffer(body));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).contains(why).doesNotContain("secret");
    }

    @Test
    void namesTheMemberThatOccursTwice() {
        assertThat(refused(Buffer.buffer("{\"a\":1,\"a\":2}")).field()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 33, 100_000})
    void countsHowDeepItGoes(int depth) {
        Buffer body = Buffer.buffer("{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}");

        if (depth <= 32) {
            assertThat(StrictJson.object(body).getJsonArray("a")).isNotNull();
        } else {
            assertThat(refused(body).detail()).contains("more than 32 deep");
        }
    }

    @Test
    void takesNothingButUtf8() {
        assertThat(refused(Buffer.buffer("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE)))
                        .status())
                .isEqualTo(400);
        assertThat(refused(Buffer.buffer(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}))
                        .status())
                .isEqualTo(400);
    }

    private static Problem refused(Buffer body) {
        return catchThrowableOfType(Problem.class, () -> StrictJson.object(body));
    }
}
