package omnirelay.forward;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The posts of this node that are under way, and whether one more may begin. The fewer are left for all, the fewer each
 * receiver may have, so that the last ones go to receivers that have none: a hundred that hang delay no other, and of
 * more each gets its turn. For one event loop.
 */
final class UnderWay {
    /** To one receiver. */
    static final int EACH = 8;

    /** To all of them. */
    static final int ALL = 500;

    /** So many must be left for each that a receiver has already. */
    private static final int LEFT_FOR_EACH = 32;

    private final Map<Long, String> posts = new HashMap<>();
    private final Map<String, Integer> byReceiver = new HashMap<>();

    /** Unless it has begun before, or its receiver has had its share. */
    boolean begin(Delivery delivery) {
        int has = byReceiver.getOrDefault(delivery.receiver(), 0);
        if (posts.containsKey(delivery.number()) || has >= EACH || has * LEFT_FOR_EACH >= ALL - posts.size()) {
            return false;
        }
        posts.put(delivery.number(), delivery.receiver());
        byReceiver.merge(delivery.receiver(), 1, Integer::sum);
        return true;
    }

    void end(long number) {
        String receiver = posts.remove(number);
        if (receiver != null) {
            byReceiver.computeIfPresent(receiver, (name, has) -> has == 1 ? null : has - 1);
        }
    }

    boolean isFull() {
        return posts.size() >= ALL;
    }

    boolean isEmpty() {
        return posts.isEmpty();
    }

    /** Their deliveries' numbers. */
    Set<Long> numbers() {
        return posts.keySet();
    }
}
