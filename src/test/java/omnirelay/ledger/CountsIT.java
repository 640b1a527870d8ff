package omnirelay.ledger;

import static omnirelay.support.Entries.NODE;
import static omnirelay.support.Entries.NUMBER_HASH;
import static omnirelay.support.Entries.ours;
import static omnirelay.support.Entries.referenced;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import omnirelay.message.Counted;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import omnirelay.support.Entries;
import omnirelay.support.Soon;
import org.junit.jupiter.api.Test;

/** Counts are moved, never counted anew, so they must equal what counting anew would give, whatever happened. */
class CountsIT {
    private static final int ROUNDS = 60;

    @Test
    void whateverHappenedCountsEqualTheMessages() {
        long seed = System.nanoTime();
        try (LedgerFixture fixture = new LedgerFixture();
                LedgerUnderTest here = fixture.ledger();
                LedgerUnderTest there = fixture.ledger()) {
            Random random = new Random(seed);
            List<Future<?>> taken = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                List<Entry> entries = entries(round, random);
                taken.addAll(here.submitAll(entries.subList(0, 2)));
                Soon.await(Future.all(taken));
                LedgerUnderTest other = random.nextBoolean() ? here : there;
                taken.addAll(other.submitAll(entries.subList(2, entries.size() / 2)));
                taken.addAll(here.submitAll(entries.subList(entries.size() / 2, entries.size())));
            }
            Soon.await(Future.join(taken).otherwiseEmpty());

            assertThat(counts(fixture.rows())).as("seed %d", seed).isNotEmpty().isEqualTo(countedAnew(fixture.rows()));
        }
    }

    @Test
    void whatWasThereBeforeCountingBeganIsNotCounted() {
        try (LedgerFixture fixture = new LedgerFixture();
                LedgerUnderTest ledger = fixture.ledger()) {
            MessageId before = MessageId.at(Instant.now().minus(Duration.ofHours(1)), new Random(1));

            ledger.takeAll(List.of(Entries.begun(before), Entries.sent(before, 1, "R")));

            assertThat(counts(fixture.rows())).isEmpty();
        }
    }

    /** Two messages' entries, each message's own acceptance first, otherwise in any order. */
    private static List<Entry> entries(int round, Random random) {
        MessageId first = Entries.newId();
        MessageId second = Entries.newId();
        String one = "R1-" + round;
        String two = "R2-" + round;
        List<Entry> entries = new ArrayList<>(List.of(
                Entries.sending(first, 1, NODE),
                Entries.requeued(first, 1),
                Entries.sending(first, 2, NODE),
                Entries.sent(first, 1, one),
                Entries.lost(first, 2),
                Entries.turnedAway(Entries.newId(), null, false),
                Entries.refused(second, 1),
                Entries.sent(second, 1, one),
                Entries.callback(referenced(one), "mms:3056#C1@5 whole:3056/mms@5"),
                Entries.callback(referenced(two), "mms:3056#C3@5 whole:3056/mms@5"),
                Entries.callback(referenced(null), "mms:3000#C1@5"),
                Entries.callback(ours(first, one), "mms:3000#C1@9 sms:3000#C2@6 whole:3000/sms@6"),
                Entries.callback(ours(second, two), "mms:3056#C3@5 sms:3003#C4@6 whole:3003/sms@6"),
                Entries.lookUp(second, "sms:3004#C4@7"),
                Entries.lookUp(first, 2, "sms:3000#C2@6"),
                Entries.lookUp(Entries.newId(), "mms:3000#C5@5 whole:3000/mms@5"),
                new Entry.Stale(first),
                Entries.reply(one, null, "stop"),
                Entries.reply(null, NUMBER_HASH, "start")));
        Collections.shuffle(entries, random);
        entries.add(0, Entries.accepted(first));
        entries.add(1, Entries.begun(second));
        return entries;
    }

    private static Map<String, Long> counts(Rows rows) {
        Map<String, Long> counts = new HashMap<>();
        for (String row : rows.column(String.class, """
                SELECT concat_ws(' ', 'shown', extract(epoch FROM hour)::bigint, message_type, send, code, outcome, double_delivery, messages)
                FROM message_count WHERE messages <> 0
                UNION ALL SELECT concat_ws(' ', 'channel', extract(epoch FROM hour)::bigint, message_type, channel, outcome, messages)
                FROM channel_count WHERE messages <> 0
                UNION ALL SELECT concat_ws(' ', 'arrived', extract(epoch FROM hour)::bigint, message_type, channel, bucket, messages)
                FROM arrival_count WHERE messages <> 0
                """)) {
            int last = row.lastIndexOf(' ');
            counts.merge(row.substring(0, last), Long.valueOf(row.substring(last + 1)), Long::sum);
        }
        return counts;
    }

    private static Map<String, Long> countedAnew(Rows rows) {
        Map<String, Long> counts = new HashMap<>();
        rows.column(UUID.class, "SELECT id FROM message WHERE alias_of IS NULL").stream()
                .map(id -> rows.state(new MessageId(id)))
                .flatMap(state -> Counted.of(state).stream())
                .forEach(counted -> counts.merge(text(counted), 1L, Long::sum));
        return counts;
    }

    private static String text(Counted counted) {
        if (counted instanceof Counted.Shown shown) {
            return text(
                    "shown",
                    shown.group(),
                    shown.send().wire(),
                    shown.code(),
                    shown.outcome().wire(),
                    shown.doubleDelivery() ? "t" : "f");
        }
        if (counted instanceof Counted.ShownOnChannel shown) {
            return text(
                    "channel", shown.group(), shown.channel(), shown.outcome().wire());
        }
        Counted.ArrivedOnChannel arrived = (Counted.ArrivedOnChannel) counted;
        return text("arrived", arrived.group(), arrived.channel(), arrived.bucket());
    }

    private static String text(String kind, Counted.Group group, Object... rest) {
        StringBuilder text =
                new StringBuilder(kind).append(' ').append(group.hour().getEpochSecond());
        if (group.messageType() != null) {
            text.append(' ').append(group.messageType());
        }
        for (Object each : rest) {
            text.append(' ').append(each);
        }
        return text.toString();
    }
}
