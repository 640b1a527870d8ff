package omnirelay.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** The orders in which the same things may come, some of them more than once. */
public final class Orders {
    private static final int ALL_UP_TO = 6;
    private static final int ORDERS_ABOVE = 20;

    private Orders() {}

    /** All of them where that are not too many; else some. */
    public static <T> void forEach(List<T> things, Random random, Consumer<List<T>> take) {
        if (things.size() <= ALL_UP_TO) {
            permute(new ArrayList<>(things), 0, random, take);
            return;
        }
        for (int i = 0; i < ORDERS_ABOVE; i++) {
            List<T> order = new ArrayList<>(things);
            Collections.shuffle(order, random);
            take.accept(withRepetitions(order, random));
        }
    }

    private static <T> void permute(List<T> order, int fixed, Random random, Consumer<List<T>> take) {
        if (fixed == order.size()) {
            take.accept(withRepetitions(order, random));
            return;
        }
        for (int i = fixed; i < order.size(); i++) {
            Collections.swap(order, fixed, i);
            permute(order, fixed + 1, random, take);
            Collections.swap(order, fixed, i);
        }
    }

    private static <T> List<T> withRepetitions(List<T> order, Random random) {
        List<T> repeated = new ArrayList<>(order);
        for (int i = random.nextInt(3); i > 0; i--) {
            repeated.add(random.nextInt(repeated.size() + 1), order.get(random.nextInt(order.size())));
        }
        return repeated;
    }
}
