package omnirelay.ledger;

import static omnirelay.support.Entries.NODE;
import static omnirelay.support.Entries.ours;
import static omnirelay.support.Entries.referenced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import omnirelay.message.Entry;
import omnirelay.message.Finality;
import omnirelay.message.MessageId;
import omnirelay.message.Outcome;
import omnirelay.message.Reply;
import omnirelay.message.Report;
import omnirelay.message.SendState;
import omnirelay.message.UpdatedOn;
import omnirelay.support.Entries;
import omnirelay.support.Soon;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries that the database cannot hold do not stop the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerPoisonIT {
    @AutoClose
    private final LedgerFixture fixture = new LedgerFixture();

    private final Rows rows = fixture.rows();

    static Stream<Entry> callbacksThatCannotBeHeld() {
        return Stream.of(
                Entries.callback(referenced("nul\0"), "sms:3000@5"),
                Entries.filed("nul\0"),
                Entries.quarantined("nul\0"),
                Entries.callback(referenced(tooLongForAnIndex()), "sms:3000@5"),
                new Entry.Reported(
                        Entries.inbound(Entries.newId(), "a year nobody can write"),
                        referenced("R-far"),
                        List.of(new Report(
                                "sms",
                                3000,
                                "Delivered",
                                Outcome.DELIVERED,
                                Finality.FINAL,
                                "",
                                new UpdatedOn(Instant.MAX, ""),
                                ""))));
    }

    /** Random, for PostgreSQL compresses what it puts into an index. */
    private static String tooLongForAnIndex() {
        byte[] bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @MethodSource("callbacksThatCannotBeHeld")
    void aPoisonCallbackAloneIsQuarantined(Entry poison) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            entries.add(Entries.callback(referenced("beside " + i), "sms:3000@5"));
        }
        entries.add(17, poison);

        try (LedgerUnderTest ledger = fixture.ledger()) {
            assertThat(ledger.takeAll(entries)).containsOnly(new Reply.Kept(false));
        }

        assertThat(verdict(poison)).containsExactly("quarantined");
        assertThat(entries.stream().filter(entry -> entry != poison).flatMap(entry -> verdict(entry).stream()))
                .hasSize(40)
                .containsOnly("status");
    }

    private List<String> verdict(Entry entry) {
        return rows.column(String.class, "SELECT verdict FROM callback WHERE hash = $1", hash(entry));
    }

    private static String hash(Entry entry) {
        return Objects.requireNonNull(new Pending(entry).inbound()).body().hash();
    }

    @Test
    void theQuarantineSaysWhyWithoutTheCallersText() {
        Entry poison = Entries.filed("nul\0 and a secret");
        try (LedgerUnderTest ledger = fixture.ledger()) {
            ledger.take(poison);
        }

        assertThat(rows.one(String.class, "SELECT detail FROM callback WHERE hash = $1", hash(poison)))
                .contains("could not be stored", "22021")
                .doesNotContain("secret");
    }

    @Test
    void aCommandThatCannotBeHeldIsRefusedAndItsNeighboursAreNot() {
        MessageId beside = Entries.newId();
        MessageId poison = Entries.newId();
        Entry.Accepted cannot = new Entry.Accepted(
                Entries.message(poison),
                new Entry.Content("nul\0", null, null),
                Entries.key("poison", "{}"),
                new Entry.Turn.AtOnce(NODE));

        try (LedgerUnderTest ledger = fixture.ledger()) {
            List<Future<Reply>> replies = ledger.submitAll(List.of(cannot, Entries.begun(beside)));

            assertThat(Soon.await(replies.get(1))).isInstanceOf(Reply.Applied.class);
            assertThatThrownBy(() -> Soon.await(replies.get(0))).isInstanceOf(EntryRefusedException.class);
        }
        assertThat(rows.count("message WHERE id = $1", poison.value())).isZero();
        assertThat(rows.count("command_key WHERE key = 'poison'")).isZero();
    }

    @Test
    void anAnswerThatCannotBeHeldCountsAsLost() {
        MessageId sent = Entries.newId();
        try (LedgerUnderTest ledger = fixture.ledger()) {
            ledger.take(Entries.begun(sent));
            Reply reply = ledger.take(Entries.sent(sent, 1, "nul\0"));

            assertThat(reply).isEqualTo(new Reply.Applied(rows.state(sent)));
            assertThat(rows.state(sent).send()).isEqualTo(SendState.UNKNOWN);
        }
    }

    @Test
    void anEntryWithoutARuleIsRefusedAndItsNeighboursAreNot() {
        MessageId sent = Entries.newId();
        try (LedgerUnderTest ledger = fixture.ledger()) {
            List<Future<Reply>> replies = ledger.submitAll(List.of(
                    Entries.sending(Entries.newId(), 1, "node"),
                    Entries.begun(sent),
                    Entries.sent(Entries.newId(), 1, "R-of-nobody"),
                    Entries.callback(ours(sent), "sms:3000@5")));

            assertThat(Soon.await(replies.get(1))).isInstanceOf(Reply.Applied.class);
            assertThat(Soon.await(replies.get(3))).isEqualTo(new Reply.Kept(false));
            assertThatThrownBy(() -> Soon.await(replies.get(0))).isInstanceOf(EntryRefusedException.class);
            assertThatThrownBy(() -> Soon.await(replies.get(2))).isInstanceOf(EntryRefusedException.class);
        }
    }
}
