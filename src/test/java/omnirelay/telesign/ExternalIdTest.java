package omnirelay.telesign;

import static org.assertj.core.api.Assertions.assertThat;

import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdTest {
    private static final String HEX = "01A20245DB897C3E9A0B5D6F1E2C3B4A";
    private static final MessageId ID = MessageId.parse(HEX).orElseThrow();

    @ParameterizedTest
    @CsvSource(
            value = {"order-42, .order-42", "a.b, .a.b", "'', ''", "null, ''", "café, ''"},
            nullValues = "null")
    void carriesTheCallersOwnWhereItFits(@Nullable String callers, String after) {
        assertThat(new ExternalId(ID, callers).text()).isEqualTo(HEX + after);
    }

    @Test
    void leavesTheCallersOwnOutWhereItIsTooLong() {
        assertThat(new ExternalId(ID, "x".repeat(67)).text()).isEqualTo(HEX + "." + "x".repeat(67));
        assertThat(new ExternalId(ID, "x".repeat(68)).text()).isEqualTo(HEX);
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(ExternalId.read(HEX)).contains(new ExternalId(ID, null));
        assertThat(ExternalId.read(HEX + ".a.b")).contains(new ExternalId(ID, "a.b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order-42",
                "null",
                ".01A20245DB897C3E9A0B5D6F1E2C3B4A",
                "01A20245DB897C3E9A0B5D6F1E2C3B4A-x",
                "01a20245db897c3e9a0b5d6f1e2c3b4a",
                "35C8B5D509BC10689196FED2AD551B8A"
            })
    void leavesTheIdsOfOthersAlone(String text) {
        assertThat(ExternalId.read(text)).isEmpty();
    }
}
