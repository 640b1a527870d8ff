package omnirelay.storage;

import static omnirelay.support.Soon.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasesIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final Leases one = new Leases(database.pool(vertx), "one");
    private final Leases other = new Leases(database.pool(vertx), "other");

    @AfterEach
    void close() {
        await(vertx.close());
        database.close();
    }

    @Test
    void oneNodeHoldsItUntilItGivesItUp() {
        assertThat(await(one.take("work", LONG))).isTrue();
        assertThat(await(other.take("work", LONG))).isFalse();
        assertThat(await(other.take("other work", LONG))).isTrue();
        assertThat(await(one.take("work", LONG))).isTrue();

        await(other.release("work"));
        assertThat(await(other.take("work", LONG))).isFalse();

        await(one.release("work"));
        assertThat(await(other.take("work", LONG))).isTrue();
        assertThat(await(one.take("work", LONG))).isFalse();
    }

    @Test
    void anotherNodeTakesItWhereItHasEnded() {
        assertThat(await(one.take("work", LONG))).isTrue();
        database.execute("UPDATE lease SET until = now() - interval '1 millisecond'");

        assertThat(await(other.take("work", LONG))).isTrue();
        assertThat(await(one.take("work", LONG))).isFalse();
    }
}
