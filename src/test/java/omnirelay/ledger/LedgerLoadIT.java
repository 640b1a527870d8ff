package omnirelay.ledger;

import static omnirelay.support.Entries.ours;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import omnirelay.message.Reply;
import omnirelay.support.Entries;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Tag("alone")
class LedgerLoadIT {
    private static final int MESSAGES = 5_000;
    private static final int CALLBACKS = 20_000;

    @Test
    void manyCallbacksAreTakenInFullBatches() {
        try (LedgerFixture fixture = new LedgerFixture();
                LedgerUnderTest ledger = fixture.ledger()) {
            List<MessageId> sent =
                    Stream.generate(Entries::newId).limit(MESSAGES).toList();
            ledger.takeAll(sent.stream().map(Entries::begun).toList());
            int before = ledger.batches().size();
            List<Entry> callbacks = new ArrayList<>();
            for (int i = 0; i < CALLBACKS; i++) {
                int minute = i / MESSAGES;
                callbacks.add(Entries.callback(
                        ours(sent.get(i % MESSAGES), "R" + i % MESSAGES),
                        "mms:3056@0 sms:3002@" + minute + " whole:3002/sms@" + minute));
            }

            long began = System.nanoTime();
            List<Reply> replies = ledger.takeAll(callbacks);
            double seconds = (System.nanoTime() - began) / 1e9;

            int batches = ledger.batches().size() - before;
            LoggerFactory.getLogger(LedgerLoadIT.class)
                    .info("{} callbacks a second, {} a batch", Math.round(CALLBACKS / seconds), CALLBACKS / batches);
            assertThat(replies).containsOnly(new Reply.Kept(false));
            assertThat(batches).isLessThanOrEqualTo(CALLBACKS / 200);
            assertThat(fixture.rows().count("callback")).isEqualTo(CALLBACKS);
        }
    }
}
