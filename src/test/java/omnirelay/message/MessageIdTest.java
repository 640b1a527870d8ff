package omnirelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
    private static final Instant TIME = Instant.parse("2026-11-22T08:01:02.345Z");

    private final Random random = new Random(1);

    @Test
    void isAUuidOfVersionSevenThatHoldsItsTime() {
        MessageId id = MessageId.at(TIME, random);

        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.time()).isEqualTo(TIME);
    }

    @Test
    void isWrittenAsThirtyTwoUpperCaseHexDigitsAndReadBack() {
        MessageId id = new MessageId(UUID.fromString("01a20245-db89-7c3e-9a0b-5d6f1e2c3b4a"));

        assertThat(id).hasToString("01A20245DB897C3E9A0B5D6F1E2C3B4A");
        assertThat(MessageId.parse("01A20245DB897C3E9A0B5D6F1E2C3B4A")).contains(id);
        assertThat(MessageId.parse("01a20245db897c3e9a0b5d6f1e2c3b4a")).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "01A20245DB897C3E9A0B5D6F1E2C3B4",
                "01A20245DB897C3E9A0B5D6F1E2C3B4A0",
                "01A20245-DB89-7C3E-9A0B-5D6F1E2C3B4A",
                "+1A20245DB897C3E9A0B5D6F1E2C3B4A",
                "01A20245DB897C3E9A0B5D6F1E2C3B4G"
            })
    void anythingElseIsNoId(String text) {
        assertThat(MessageId.parse(text)).isEmpty();
    }

    @Test
    void idsSortByTimeAsTheyAreWritten() {
        List<MessageId> byTime = List.of(
                MessageId.at(Instant.EPOCH, random),
                MessageId.lowestAt(TIME),
                MessageId.at(TIME, random),
                MessageId.at(TIME.plusMillis(1), random),
                MessageId.at(Instant.parse("9999-12-31T23:59:59Z"), random));

        assertThat(byTime).isSorted();
        assertThat(byTime).extracting(MessageId::toString).isSorted();
    }

    @Test
    void idsOfOneMomentDiffer() {
        assertThat(MessageId.at(TIME, random)).isNotEqualTo(MessageId.at(TIME, random));
    }
}
