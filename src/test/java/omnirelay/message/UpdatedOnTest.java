package omnirelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdatedOnTest {
    private static final Instant TIME = Instant.parse("2020-05-04T22:05:00.325Z");

    @Test
    void twoSpellingsOfOneInstantAreTheSame() {
        assertThat(new UpdatedOn(TIME, "2020-05-04 22:05:00.325").identity())
                .isEqualTo(new UpdatedOn(TIME, "2020-05-04 22:05:00:325").identity());
    }

    @Test
    void theInstantIsKeptInMicrosecondsAsTheDatabaseKeepsIt() {
        UpdatedOn fine = new UpdatedOn(TIME.plusNanos(1), "");

        assertThat(fine.instant()).isEqualTo(TIME);
        assertThat(new UpdatedOn(TIME.plusNanos(1_000), "").identity()).isNotEqualTo(fine.identity());
    }

    @Test
    void whatCannotBeReadIsKnownByItsText() {
        assertThat(new UpdatedOn(null, "2022-31-03").identity())
                .isEqualTo("2022-31-03")
                .isNotEqualTo(UpdatedOn.ABSENT.identity());
    }

    @Test
    void noInstantIsEarlierThanAny() {
        UpdatedOn longAgo = new UpdatedOn(Instant.EPOCH, "");
        UpdatedOn later = new UpdatedOn(TIME, "");

        assertThat(List.of(new UpdatedOn(null, "9999"), longAgo, later)).isSorted();
        assertThat(UpdatedOn.ABSENT).isEqualByComparingTo(new UpdatedOn(null, "soon"));
    }
}
