package omnirelay.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import omnirelay.support.Soon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Soon.await(vertx.close());
    }

    @Test
    void givesTurnsAtAnEvenPaceFromTheFirstOne() {
        long began = System.nanoTime();
        Budget budget = new Budget(vertx, 100);
        List<? extends Future<?>> turns =
                IntStream.range(0, 51).mapToObj(each -> budget.turn()).toList();

        assertThat(turns.get(0).isComplete()).isTrue();
        assertThat(turns.get(50).isComplete()).isFalse();
        Soon.await(turns.get(50));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(490));
    }
}
