package omnirelay.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import omnirelay.message.NumberedEvent;

/** A log whose answers come when the test lets them, of the moment they were asked for or of the moment they come. */
final class SimulatedDatabase implements KeptEvents {
    private final RandomGenerator random;
    private final List<Runnable> answers = new ArrayList<>();
    private final Map<String, List<NumberedEvent>> histories = new HashMap<>();
    private String epoch = "";
    private List<NumberedEvent> events = new ArrayList<>();
    private long lowest = 1;

    SimulatedDatabase(RandomGenerator random) {
        this.random = random;
        beginEpoch(0);
    }

    List<NumberedEvent> commit(int count) {
        List<NumberedEvent> committed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NumberedEvent event = TestEvents.event(events.size() + 1L, epoch + "/" + (events.size() + 1));
            events.add(event);
            committed.add(event);
        }
        return committed;
    }

    /** A fail-over to a copy that lacks the last events. */
    void beginEpoch(int lost) {
        events = new ArrayList<>(events.subList(0, events.size() - lost));
        lowest = Math.min(lowest, events.size() + 1L);
        epoch = "epoch" + histories.size();
        histories.put(epoch, events);
    }

    void forgetUpTo(long seq) {
        lowest = Math.max(lowest, seq + 1);
    }

    LogHead now() {
        return new LogHead(epoch, events.size());
    }

    /** The event of that number in the history of that epoch. */
    NumberedEvent event(String ofEpoch, long seq) {
        return histories.getOrDefault(ofEpoch, List.of()).get((int) seq - 1);
    }

    boolean hasAnswers() {
        return !answers.isEmpty();
    }

    /** Lets one of the questions be answered. */
    void answerOne() {
        answers.remove(random.nextInt(answers.size())).run();
    }

    @Override
    public Future<Page> page(long seq, long last, int max) {
        return answer(() -> {
            List<NumberedEvent> page = events.stream()
                    .filter(event -> event.seq() > seq && event.seq() <= last && event.seq() >= lowest)
                    .limit(Math.min(max, 7))
                    .toList();
            return new Page(page.isEmpty() ? "" : epoch, page);
        });
    }

    @Override
    public Future<LogBounds> bounds() {
        return answer(() -> new LogBounds(now(), lowest));
    }

    @Override
    public Future<LogHead> head() {
        return answer(this::now);
    }

    private <T> Future<T> answer(Supplier<T> read) {
        Promise<T> promise = Promise.promise();
        if (random.nextInt(20) == 0) {
            answers.add(() -> promise.fail("the database is away"));
        } else if (random.nextBoolean()) {
            T early = read.get();
            answers.add(() -> promise.complete(early));
        } else {
            answers.add(() -> promise.complete(read.get()));
        }
        return promise.future();
    }
}
