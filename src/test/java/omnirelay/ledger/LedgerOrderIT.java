package omnirelay.ledger;

import static omnirelay.support.Entries.OTHER_NODE;
import static omnirelay.support.Entries.ours;
import static omnirelay.support.Entries.referenced;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import omnirelay.message.NumberedEvent;
import omnirelay.message.Reply;
import omnirelay.support.Entries;
import omnirelay.support.Soon;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
class LedgerOrderIT {
    private static final int MESSAGES = 60;
    private static final int ROUNDS = 20;

    private final Random random = new Random(7);

    @Test
    void twoNodesNumberOneLogWithoutGapsAndTakeEachCallbackOnce() {
        try (LedgerFixture fixture = new LedgerFixture();
                LedgerUnderTest here = fixture.ledger();
                LedgerUnderTest there = fixture.ledger()) {
            assertThat(there.epochs()).isEqualTo(here.epochs());
            List<MessageId> sent =
                    Stream.generate(Entries::newId).limit(MESSAGES).toList();
            here.takeAll(sent.stream().map(Entries::begun).toList());

            List<Future<Reply>> replies = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                List<Entry> callbacks = callbacks(sent, round);
                replies.addAll(here.submitAll(shuffled(callbacks)));
                replies.addAll(there.submitAll(shuffled(callbacks)));
            }
            Soon.await(Future.all(replies));

            int taken = ROUNDS * MESSAGES;
            assertThat(replies.stream().map(Future::result))
                    .filteredOn(new Reply.Kept(false)::equals)
                    .hasSize(taken);
            assertThat(fixture.rows().count("callback")).isEqualTo(taken);
            assertThat(here.batches().size() + there.batches().size()).isLessThan(taken / 4);
            assertOneLog(fixture.rows(), here.events(), there.events());
        }
    }

    private static void assertOneLog(Rows rows, List<NumberedEvent> here, List<NumberedEvent> there) {
        List<Long> written = rows.column(Long.class, "SELECT seq FROM event ORDER BY seq");
        assertThat(written)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, written.size()).boxed().toList());
        assertThat(rows.one(Long.class, "SELECT seq FROM feed_head")).isEqualTo(written.size());
        assertThat(rows.count("(SELECT at, lag(at) OVER (ORDER BY seq) AS before FROM event) AS e WHERE at < before"))
                .as("events whose time is before that of the one before")
                .isZero();

        assertThat(here).extracting(NumberedEvent::seq).isSorted();
        assertThat(there).extracting(NumberedEvent::seq).isSorted();
        assertThat(Stream.concat(here.stream(), there.stream()).map(NumberedEvent::seq))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void ofTwoNodesThatWantToSendTheSameCommandOneIsStopped() {
        try (LedgerFixture fixture = new LedgerFixture();
                LedgerUnderTest here = fixture.ledger();
                LedgerUnderTest there = fixture.ledger()) {
            List<MessageId> accepted = Stream.generate(Entries::newId).limit(50).toList();
            here.takeAll(accepted.stream().map(Entries::accepted).toList());

            List<Future<Reply>> ofHere = here.submitAll(accepted.stream()
                    .map(id -> Entries.sending(id, 1, Entries.NODE))
                    .toList());
            List<Future<Reply>> ofThere = there.submitAll(accepted.stream()
                    .map(id -> Entries.sending(id, 1, OTHER_NODE))
                    .toList());

            for (int i = 0; i < accepted.size(); i++) {
                assertThat(List.of(Soon.await(ofHere.get(i)), Soon.await(ofThere.get(i))))
                        .hasAtLeastOneElementOfType(Reply.Applied.class)
                        .hasAtLeastOneElementOfType(Reply.Overtaken.class);
            }
        }
    }

    private static List<Entry> callbacks(List<MessageId> sent, int round) {
        List<Entry> callbacks = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            callbacks.add(
                    i % 3 == 0
                            ? Entries.callback(referenced("stray" + i), "sms:3002@" + round)
                            : Entries.callback(
                                    ours(sent.get(i), "R" + i), "mms:3002@" + round + " whole:3002/mms@" + round));
        }
        return callbacks;
    }

    private List<Entry> shuffled(List<Entry> entries) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
