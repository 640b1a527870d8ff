package omnirelay.message;

import static omnirelay.support.Entries.NUMBER_HASH;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import omnirelay.support.Entries;
import omnirelay.support.Orders;
import org.junit.jupiter.api.Test;

/** In whatever order the same replies come, and however often, the recipient's wish is the same in the end. */
class WishOrderTest {
    private static final int SEEDS = 300;
    private static final int REPLIES_AT_MOST = 9;
    private static final int MOMENTS = 4;
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> ACTIONS = List.of("stop", "start", "stop", "start", "help");

    @Test
    void everyOrderEndsInTheSameWish() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Entry.Replied> replies = replies(random);
            int shown = seed;
            Optional<Wish> wish = wish(replies);
            assertThat(wish.map(Wish::stop)).as("seed %d", shown).isEqualTo(expected(replies));
            Orders.forEach(
                    replies,
                    random,
                    order -> assertThat(wish(order))
                            .as("seed %d, order %s", shown, order)
                            .isEqualTo(wish));
        }
    }

    private static Optional<Wish> wish(List<Entry.Replied> order) {
        Journal journal = new Journal();
        order.forEach(journal::apply);
        return journal.wish(NUMBER_HASH);
    }

    /** Whether the last one was a STOP, of several at the last moment any. */
    private static Optional<Boolean> expected(List<Entry.Replied> replies) {
        List<Entry.Replied> wishes =
                replies.stream().filter(reply -> !"help".equals(reply.action())).toList();
        return wishes.stream()
                .map(WishOrderTest::moment)
                .max(Instant::compareTo)
                .map(last -> wishes.stream()
                        .filter(reply -> moment(reply).equals(last))
                        .anyMatch(reply -> "stop".equals(reply.action())));
    }

    private static Instant moment(Entry.Replied reply) {
        Instant sentAt = reply.sentAt();
        return sentAt == null ? reply.inbound().receivedAt() : sentAt;
    }

    /** Few moments, so that several share one; some have no time of TeleSign's. */
    private static List<Entry.Replied> replies(Random random) {
        List<Entry.Replied> replies = new ArrayList<>();
        for (int i = 1 + random.nextInt(REPLIES_AT_MOST); i > 0; i--) {
            Instant sentAt = random.nextInt(3) == 0 ? null : moment(random);
            String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
            replies.add(Entries.reply(NUMBER_HASH, action, sentAt, moment(random)));
        }
        return replies;
    }

    private static Instant moment(Random random) {
        return NOON.plusSeconds(random.nextInt(MOMENTS));
    }
}
