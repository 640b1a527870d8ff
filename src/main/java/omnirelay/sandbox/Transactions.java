package omnirelay.sandbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sends that can be looked up: those of the last twelve hours, by the wall clock, and of these only the youngest,
 * so that memory is bounded.
 */
final class Transactions {
    private static final Duration KEPT = Duration.ofHours(12);
    static final int MOST = 10_000;

    private final InstantSource wall;
    private final Map<String, Transaction> byReference = new LinkedHashMap<>();

    Transactions(InstantSource wall) {
        this.wall = wall;
    }

    void add(Transaction transaction) {
        byReference.put(transaction.referenceId(), transaction);
        if (byReference.size() > MOST) {
            byReference.remove(byReference.keySet().iterator().next());
        }
    }

    Optional<Transaction> find(String referenceId) {
        return Optional.ofNullable(byReference.get(referenceId)).filter(this::isKept);
    }

    private boolean isKept(Transaction transaction) {
        return transaction.accepted().at().plus(KEPT).isAfter(wall.instant());
    }
}
