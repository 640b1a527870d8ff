package omnirelay.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The entries that wait for the next batch: commands and answers before callbacks, each oldest first. */
final class Waiting {
    private final Deque<Pending> commands = new ArrayDeque<>();
    private final Deque<Pending> callbacks = new ArrayDeque<>();

    void add(Pending pending) {
        lane(pending).addLast(pending);
    }

    /** Puts entries back that were certainly not committed, before those that came later. */
    void putBack(List<Pending> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            batch.get(i).nowUnderWay(false);
            lane(batch.get(i)).addFirst(batch.get(i));
        }
    }

    void remove(Pending pending) {
        lane(pending).remove(pending);
    }

    int size() {
        return commands.size() + callbacks.size();
    }

    boolean isEmpty() {
        return commands.isEmpty() && callbacks.isEmpty();
    }

    Stream<Pending> stream() {
        return Stream.concat(commands.stream(), callbacks.stream());
    }

    List<Pending> next(int most, long mostBytes) {
        List<Pending> batch = new ArrayList<>();
        long bytes = 0;
        while (!isEmpty() && batch.size() < most) {
            Deque<Pending> lane = commands.isEmpty() ? callbacks : commands;
            bytes += lane.getFirst().weight();
            if (bytes > mostBytes && !batch.isEmpty()) {
                break;
            }
            Pending next = lane.removeFirst();
            next.nowUnderWay(true);
            batch.add(next);
        }
        return batch;
    }

    private Deque<Pending> lane(Pending pending) {
        return pending.mayLeave() ? callbacks : commands;
    }
}
