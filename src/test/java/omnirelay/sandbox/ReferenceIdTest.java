package omnirelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReferenceIdTest {

    @Test
    void carriesItsTimeLikeTeleSignsExamples() {
        String id = ReferenceId.at(Instant.parse("2024-11-12T13:08:35.188Z"), "3" + "0".repeat(20));

        assertThat(id).startsWith("364C81F5F3D0").hasSize(32);
    }

    @Test
    void isUpperCaseHexWhateverTheSalt() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(ReferenceId.at(Instant.now(), ReferenceId.salt(random))).matches("[0-9A-F]{32}");
        }
    }
}
