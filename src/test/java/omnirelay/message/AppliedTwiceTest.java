package omnirelay.message;

import static omnirelay.support.Entries.NODE;
import static omnirelay.support.Entries.NUMBER_HASH;
import static omnirelay.support.Entries.ours;
import static omnirelay.support.Entries.referenced;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import omnirelay.support.Entries;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** A batch whose commit is in doubt is applied again, so every entry must bear it, at once or after others. */
class AppliedTwiceTest {
    private final Random random = new Random();

    @RepeatedTest(200)
    void anEntryAppliedAgainChangesNothing(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        random.setSeed(seed);
        List<Entry> entries = entries();
        Journal journal = new Journal();

        for (Entry entry : entries) {
            Reply first = journal.apply(entry).reply();
            Change again = journal.apply(entry);

            assertThat(again).as("seed %d, %s", seed, entry).isEqualTo(Change.none(again.reply()));
            assertThat(again.reply()).as("seed %d, %s", seed, entry).isInstanceOf(first.getClass());
        }
        for (Entry entry : entries) {
            Change again = journal.apply(entry);
            assertThat(again).as("seed %d, later %s", seed, entry).isEqualTo(Change.none(again.reply()));
        }
    }

    /** Two messages' entries, each message's own acceptance first, otherwise in any order. */
    private List<Entry> entries() {
        MessageId first = Entries.newId();
        MessageId second = Entries.newId();
        List<Entry> entries = new ArrayList<>(List.of(
                Entries.sending(first, 1, NODE),
                Entries.sending(first, 2, NODE),
                Entries.requeued(first, 1),
                Entries.requeued(first, 2),
                Entries.requeued(second, 1),
                Entries.sent(first, 1, "R1"),
                Entries.lost(first, 2),
                Entries.cancelled(first, Entry.Cancelled.Reason.EXPIRED),
                Entries.turnedAway(Entries.newId(), null, false),
                Entries.refused(first, 1),
                Entries.refused(second, 1),
                Entries.sent(second, 1, "R1"),
                Entries.callback(referenced("R1"), "mms:3056#C1@5 whole:3056/mms@5"),
                Entries.callback(referenced("R2"), "mms:3056#C3@5 whole:3056/mms@5"),
                Entries.callback(referenced(null), "mms:3000#C1@5"),
                Entries.callback(ours(first, "R1"), "mms:3056#C1@5 sms:3000#C2@6 whole:3000/sms@6"),
                Entries.callback(ours(second, "R2"), "mms:3056#C3@5 sms:3003#C4@6 whole:3003/sms@6"),
                Entries.lookUp(second, "sms:3004#C4@7"),
                Entries.lookUp(first, 2, "sms:3000#C2@6"),
                Entries.lookUp(Entries.newId(), "mms:3000#C5@5 whole:3000/mms@5"),
                new Entry.Stale(first),
                Entries.reply("R1", null, "stop"),
                Entries.reply(null, NUMBER_HASH),
                Entries.filed("verify"),
                Entries.quarantined("not JSON")));
        Collections.shuffle(entries, random);
        entries.add(0, Entries.accepted(first, Entries.key("k", "{}"), null));
        entries.add(1, Entries.begun(second));
        return entries;
    }
}
