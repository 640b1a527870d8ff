package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import omnirelay.telesign.ForwardedCallback.Names;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedCallbackTest {
    private static final String REFERENCE = "35C8B5D509BC10689196FED2AD551B8A";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            nullValues = "-",
            value = {
                // what came | the caller's id | what it was given | what goes out
                "{\"external_id\":\"ours.order\",\"x\":1.50}|order|-|{\"external_id\":\"order\",\"x\":1.50}",
                "{ \"external_id\" : \"ours\" }|-|-|{ \"external_id\" : null }",
                "{\"external_id \":\"null\"}|a \"b\"|-|{\"external_id \":\"a \\\"b\\\"\"}",
                "{\"external_id\":null}|é|-|{\"external_id\":\"é\"}",
                "{\"a\":{\"external_id\":\"kept\"}}|order|-|{\"a\":{\"external_id\":\"kept\"}}",
                "{\"reference_id\":\"REF\",\"b\":[{\"reference_id\":\"REF\"}]}|-|-"
                        + "|{\"reference_id\":\"REF\",\"b\":[{\"reference_id\":\"REF\"}]}",
                "{\"reference_id\":\"REF\",\"b\":[{\"reference_id\":\"REF\"}]}|-|GIVEN"
                        + "|{\"reference_id\":\"GIVEN\",\"b\":[{\"reference_id\":\"REF\"}]}",
                "{\"reference_id\":\"OTHER\",\"c\":{\"original_reference_id\":\"REF\"}}|-|GIVEN"
                        + "|{\"reference_id\":\"OTHER\",\"c\":{\"original_reference_id\":\"GIVEN\"}}",
                "not JSON|order|GIVEN|not JSON",
                "[1]|order|GIVEN|[1]",
            })
    void namesWhatTheApplicationKnowsAndLeavesTheRest(
            String body, @Nullable String externalId, @Nullable String given, String expected) {
        Names names = new Names(externalId, REFERENCE, given);

        assertThat(forwarded(body.replace("REF", REFERENCE), -1, names)).isEqualTo(expected.replace("REF", REFERENCE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[{\"external_id\":\"a\"}, {\"external_id\":\"b\"}]|0|{\"external_id\":\"a\"}",
                "[{\"external_id\":\"a\"}, {\"external_id\":\"b\"}]|1|{\"external_id\":\"b\"}",
                "[{\"external_id\":\"a\"}]|5|[{\"external_id\":\"a\"}]"
            })
    void ofSeveralInOneBodyEachGoesOutAlone(String body, int part, String expected) {
        assertThat(forwarded(body, part, null)).isEqualTo(expected);
    }

    private static String forwarded(String body, int part, @Nullable Names names) {
        return new String(ForwardedCallback.of(body.getBytes(UTF_8), part, names), UTF_8);
    }
}
