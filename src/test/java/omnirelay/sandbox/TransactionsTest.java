package omnirelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Transactions transactions = new Transactions(now::get);
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void aSendCanBeLookedUpForTwelveHours() {
        Transaction transaction = accepted();
        transactions.add(transaction);

        now.set(NOON.plus(Duration.ofHours(12)).minusMillis(1));
        assertThat(transactions.find(transaction.referenceId())).contains(transaction);
        now.set(NOON.plus(Duration.ofHours(12)));
        assertThat(transactions.find(transaction.referenceId())).isEmpty();
    }

    @Test
    void onlyTheYoungestAreKept() {
        Transaction oldest = accepted();
        Transaction second = accepted();
        transactions.add(oldest);
        transactions.add(second);
        for (int more = 0; more < Transactions.MOST - 1; more++) {
            transactions.add(accepted());
        }

        assertThat(transactions.find(oldest.referenceId())).isEmpty();
        assertThat(transactions.find(second.referenceId())).contains(second);
    }

    private Transaction accepted() {
        Leg leg = new Leg("sms", Duration.ofMinutes(5), OptionalInt.empty());
        return new Transaction(
                new Transaction.Accepted(NOON, Scenario.FIRST_DELIVERS, "15558670001", null, null, null, null),
                Cascade.play(List.of(leg), Course.DELIVERED, random),
                new Pace(60));
    }
}
