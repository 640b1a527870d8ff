package omnirelay.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers how often a send was refused, for the scenarios that accept it in the end. */
final class Refusals {
    private static final int MOST = 10_000;

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /**
     * Whether this request is to be refused.
     *
     * @param send what tells one send from another, the same in every request for it
     */
    boolean refuse(Refusal refusal, String send) {
        int before = counts.getOrDefault(send, 0);
        if (before >= refusal.times) {
            counts.remove(send);
            return false;
        }
        counts.put(send, before + 1);
        if (counts.size() > MOST) {
            counts.remove(counts.keySet().iterator().next());
        }
        return true;
    }
}
