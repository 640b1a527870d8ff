package omnirelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSecurityPolicyTest {
    /** {@code printf '{"imports":{}}\n' | openssl dgst -sha256 -binary | base64}. */
    private static final String HASH = "'sha256-uo8CK0lgXUlbLeajugFM+5lF4j2w5/sTo2ID262zN70='";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script type=\"importmap\">{\"imports\":{}}\n</script>",
                "<script nonce='x' type=importmap >{\"imports\":{}}\r\n</script>"
            })
    void allowsTheImportMapByItsHash(String html) {
        assertThat(ContentSecurityPolicy.of(html).header()).contains("script-src 'self' " + HASH + ";");
    }

    @Test
    void allowsNoOtherScriptThatStandsInThePage() {
        assertThat(ContentSecurityPolicy.of("<script>alert(1)</script>").header())
                .contains("script-src 'self';");
    }

    @Test
    void letsNobodyFrameThePage() {
        assertThat(ContentSecurityPolicy.of("").header())
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
    }
}
