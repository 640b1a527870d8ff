package omnirelay.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import omnirelay.message.MessageId;
import org.junit.jupiter.api.Test;

class UnderWayTest {
    private static final MessageId MESSAGE = MessageId.parse("0".repeat(32)).orElseThrow();

    private final UnderWay underWay = new UnderWay();
    private long numbers;

    private boolean begin(String receiver) {
        return underWay.begin(delivery(numbers++, receiver));
    }

    private static Delivery delivery(long number, String receiver) {
        return new Delivery(number, receiver, MESSAGE, 1, null, "", 0, Duration.ZERO);
    }

    private long beginAsManyAsItMay(String receiver) {
        return LongStream.range(0, 2 * UnderWay.EACH)
                .filter(i -> begin(receiver))
                .count();
    }

    @Test
    void aReceiverAloneGetsItsShare() {
        assertThat(beginAsManyAsItMay("shop")).isEqualTo(UnderWay.EACH);

        underWay.end(0);
        underWay.end(0);

        assertThat(beginAsManyAsItMay("shop")).isEqualTo(1);
    }

    @Test
    void nothingBeginsASecondTime() {
        assertThat(underWay.begin(delivery(7, "shop"))).isTrue();
        assertThat(underWay.begin(delivery(7, "shop"))).isFalse();
        assertThat(underWay.numbers()).containsExactly(7L);

        underWay.end(7);

        assertThat(underWay.isEmpty()).isTrue();
        assertThat(underWay.begin(delivery(7, "shop"))).isTrue();
    }

    @Test
    void aHundredThatHangLeaveRoomForOthers() {
        for (int i = 0; i < 100; i++) {
            beginAsManyAsItMay("slow-" + i);
        }

        assertThat(underWay.isFull()).isFalse();
        assertThat(begin("shop")).isTrue();
    }

    @Test
    void aThousandThatHangHaveNoMorePostsThanOneMay() {
        for (int i = 0; i < 1_000; i++) {
            beginAsManyAsItMay("slow-" + i);
        }

        assertThat(underWay.isFull()).isTrue();
        assertThat(underWay.numbers()).hasSize(UnderWay.ALL);
        assertThat(begin("shop")).isFalse();

        underWay.end(underWay.numbers().iterator().next());

        assertThat(begin("slow-0")).isFalse();
        assertThat(begin("shop")).isTrue();
    }
}
