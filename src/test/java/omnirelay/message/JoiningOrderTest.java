package omnirelay.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import omnirelay.support.Entries;
import omnirelay.support.Orders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Neither the order of arrival nor repetition changes what is shown or what is kept. */
class JoiningOrderTest {
    private static final int HISTORIES = 1_000;
    private static final int HISTORIES_A_BLOCK = 100;
    private static final int REPORTS_AT_MOST = 12;
    private static final List<String> CHANNELS = List.of("mms", "sms", "rcs");
    private static final List<Integer> CODES =
            List.of(3000, 3001, 3002, 3003, 3004, 3005, 3031, 3040, 3046, 3056, 3999);
    private static final List<String> TIMES = List.of("", "@1", "@2", "@3", "@2022-31-03", "@soon");

    static IntStream blocksOfSeeds() {
        return IntStream.range(0, HISTORIES / HISTORIES_A_BLOCK).map(block -> block * HISTORIES_A_BLOCK);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("blocksOfSeeds")
    void everyOrderShowsAndKeepsTheSame(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + HISTORIES_A_BLOCK; seed++) {
            History history = History.of(seed);
            Joined inOrder = history.joined(history.entries());
            int shown = seed;
            Orders.forEach(
                    history.entries(),
                    history.random(),
                    order -> assertThat(history.joined(order))
                            .as("seed %d, order %s", shown, order)
                            .isEqualTo(inOrder));
        }
    }

    /** All that must not depend on the order. */
    private record Joined(SendState send, Map<String, Shown> shown, boolean twice, Set<Report.Identity> reports) {
        static Joined of(MessageState state) {
            Map<String, Shown> shown = new TreeMap<>();
            state.channels()
                    .forEach(name -> state.channel(name).ifPresent(status -> shown.put(name, Shown.of(status))));
            shown.put("whole", Shown.of(state.whole()));
            return new Joined(
                    state.send(), shown, state.doubleDelivery(), state.reports().keySet());
        }
    }

    private record Shown(int code, Outcome outcome, String referenceId, Optional<Instant> updatedOn) {
        static Shown of(Status status) {
            return new Shown(
                    status.code(),
                    status.outcome(),
                    status.referenceId(),
                    Optional.ofNullable(status.updatedOn().instant()));
        }

        /** The whole is told by its own word or a channel's, whichever comes first; only the latter has a reference. */
        Shown withoutReference() {
            return new Shown(code, outcome, "", updatedOn);
        }
    }

    /** What TeleSign told of one message: callbacks of one report each, and for some messages a late answer. */
    private record History(MessageId id, boolean sentHere, List<Entry> entries, Random random) {
        static History of(int seed) {
            Random random = new Random(seed);
            MessageId id = Entries.newId();
            boolean sentHere = random.nextInt(4) > 0;
            List<Entry> entries = new ArrayList<>();
            int size = 1 + random.nextInt(REPORTS_AT_MOST);
            for (int i = 0; i < size; i++) {
                entries.add(
                        sentHere && random.nextInt(12) == 0
                                ? Entries.sent(id, 1, "R1")
                                : Entries.lookUp(id, report(random)));
            }
            return new History(id, sentHere, entries, random);
        }

        private static String report(Random random) {
            String code = ":" + any(CODES, random);
            String time = any(TIMES, random);
            return random.nextInt(3) == 0
                    ? "whole" + code + any(List.of("", "/mms", "/sms"), random) + time
                    : any(CHANNELS, random) + code + any(List.of("", "#C1", "#C2"), random) + time;
        }

        private static <T> T any(List<T> values, Random random) {
            return values.get(random.nextInt(values.size()));
        }

        Joined joined(List<Entry> order) {
            Journal journal = new Journal();
            journal.apply(
                    sentHere
                            ? Entries.begun(id)
                            : Entries.callback(id, "first", Entries.referenced("R1"), "whole:3001"));
            journal.events().clear();
            order.forEach(journal::apply);
            eventsTellWhatIsShown(journal.events(), journal.state(id));
            return Joined.of(journal.state(id));
        }

        /** The last event of each channel that is not late tells what is shown of it. */
        private static void eventsTellWhatIsShown(List<Event> events, MessageState state) {
            Map<String, Shown> shown = Joined.of(state).shown();
            Map<String, Shown> told = new TreeMap<>();
            for (Event event : events) {
                Status status = event.status();
                if (!event.late() && status != null) {
                    told.put(
                            event.channel() == null ? "whole" : event.channel(),
                            Shown.of(status).withoutReference());
                }
            }
            shown.replaceAll((channel, status) -> status.withoutReference());
            if (!shown.entrySet().containsAll(told.entrySet())) {
                fail("told %s but shown %s", told, shown);
            }
            long marked = events.stream().filter(Event::doubleDelivery).count();
            if (marked != (state.doubleDelivery() ? 1 : 0)) {
                fail("%d events tell of a double delivery", marked);
            }
        }
    }
}
