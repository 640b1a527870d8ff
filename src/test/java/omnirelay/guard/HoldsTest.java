package omnirelay.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import omnirelay.support.Soon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node knows of holds, by looks whose ends the test chooses. */
class HoldsTest {
    private static final Kind ALL = new Kind(null, null, null, null);
    private static final Kind CODE = new Kind("OTP", "shop", "US", null);

    private final Vertx vertx = Vertx.vertx();
    private final List<Promise<List<Kind>>> looks = new ArrayList<>();
    private final Holds holds = new Holds(vertx, () -> {
        looks.add(Promise.promise());
        return looks.get(looks.size() - 1).future();
    });

    @AfterEach
    void stop() {
        Soon.await(vertx.close());
    }

    @Test
    void aLookThatBeganBeforeAHoldWasPlacedDoesNotHideIt() {
        holds.look();
        holds.look();

        looks.get(1).complete(List.of(ALL));
        looks.get(0).complete(List.of());

        assertThat(holds.concern(CODE)).isTrue();
    }

    @Test
    void ofTwoLooksTheOneThatSucceedsCounts() {
        holds.look();
        holds.look();

        looks.get(1).fail("the database is away");
        looks.get(0).complete(List.of(ALL));

        assertThat(holds.concern(CODE)).isTrue();
    }
}
