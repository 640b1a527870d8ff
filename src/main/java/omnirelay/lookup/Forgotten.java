package omnirelay.lookup;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** References of which TeleSign said that it does not know them, so that it is not asked again and again. */
final class Forgotten {
    private static final int MOST = 10_000;

    private final LongSupplier nanoTime;
    private final long keptNanos;
    private final Map<String, Long> since = new LinkedHashMap<>();

    /** @param kept for how long TeleSign's word holds: the message may yet be sent */
    Forgotten(Duration kept, LongSupplier nanoTime) {
        this.keptNanos = kept.toNanos();
        this.nanoTime = nanoTime;
    }

    void add(String reference) {
        since.remove(reference);
        since.put(reference, nanoTime.getAsLong());
        Iterator<String> oldest = since.keySet().iterator();
        while (since.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    boolean contains(String reference) {
        Long then = since.get(reference);
        return then != null && nanoTime.getAsLong() - then < keptNanos;
    }
}
