package omnirelay.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Many requests, as many at once as one machine may be asked that runs both sides of them. */
public final class Waves {
    private static final int AT_ONCE = 100;

    private Waves() {}

    /** What came of each, in order. */
    public static <T, R> List<R> of(List<T> all, Function<T, CompletableFuture<R>> request) {
        List<R> answers = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<T> wave = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            wave.stream().map(request).toList().forEach(answer -> answers.add(answer.join()));
        }
        return answers;
    }
}
