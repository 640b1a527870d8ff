package omnirelay.feed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The connections there are, never more than allowed. */
final class Seats implements EventLog.Follower {
    private final int max;
    private final Set<Seat> taken = new LinkedHashSet<>();

    Seats(int max) {
        this.max = max;
    }

    /** False where there is no room. */
    boolean add(Seat seat) {
        return taken.size() < max && taken.add(seat);
    }

    void remove(Seat seat) {
        taken.remove(seat);
    }

    int count() {
        return taken.size();
    }

    /** A copy: whoever is spoken to may leave. */
    List<Seat> all() {
        return new ArrayList<>(taken);
    }

    @Override
    public void moved() {
        taken.forEach(Seat::moved);
    }

    @Override
    public void begunAnew() {
        all().forEach(Seat::begunAnew);
    }
}
