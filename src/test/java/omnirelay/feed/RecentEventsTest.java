package omnirelay.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private final RecentEvents recent = new RecentEvents(3);

    @Test
    void theOldestMakesRoom() {
        TestEvents.events(1, 5).forEach(recent::append);

        assertThat(recent.head()).isEqualTo(5);
        assertThat(recent.reachBackTo(2)).isTrue();
        assertThat(recent.reachBackTo(1)).isFalse();
        assertThat(recent.get(3).seq()).isEqualTo(3);
        assertThat(recent.get(5).seq()).isEqualTo(5);
        assertThatThrownBy(() -> recent.get(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recent.get(6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neitherAGapNorARepetitionGetsIn() {
        TestEvents.events(1, 2).forEach(recent::append);

        assertThatThrownBy(() -> recent.append(TestEvents.events(2, 2).get(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recent.append(TestEvents.events(4, 4).get(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void afterARestartItHoldsNothingAndGoesOnFromThere() {
        TestEvents.events(1, 5).forEach(recent::append);
        recent.restartAt(40);

        assertThat(recent.reachBackTo(40)).isTrue();
        assertThat(recent.reachBackTo(39)).isFalse();
        TestEvents.events(41, 44).forEach(recent::append);
        assertThat(recent.get(42).seq()).isEqualTo(42);
        assertThat(recent.reachBackTo(40)).isFalse();
    }
}
