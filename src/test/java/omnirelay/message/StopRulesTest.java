package omnirelay.message;

import static omnirelay.support.Entries.NODE;
import static omnirelay.support.Entries.NUMBER_HASH;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import omnirelay.message.Entry.Accepted;
import omnirelay.message.Entry.Replied;
import omnirelay.message.Entry.Turn;
import omnirelay.support.Entries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopRulesTest {
    private static final Turn AT_ONCE = new Turn.AtOnce(NODE);
    private static final Turn DEFERRED = new Turn.Deferred(null);

    private final Journal journal = new Journal();
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final MessageId id = Entries.newId();
    private int arrived;

    @ParameterizedTest(name = "{0}, {1}, ARN too: {2}")
    @CsvSource({
        "stop,                 MKT, false, refused",
        "stop,                 MKT, true,  refused",
        "stop,                 ARN, false, sending",
        "stop,                 ARN, true,  refused",
        "stop,                 OTP, true,  sending",
        "start,                MKT, false, sending",
        "help,                 MKT, false, sending",
        "generic,              MKT, false, sending",
        "nothing,              MKT, false, sending",
        "stop start,           MKT, false, sending",
        "stop start stop,      MKT, false, refused",
        "stop stop start,      MKT, false, sending",
        "start stop help,      MKT, false, refused",
        "stop-by-another,      MKT, false, sending",
        "stop start-by-another, MKT, false, refused",
    })
    void afterAStopNoMarketingIsSentUntilAStart(String replies, String type, boolean alerts, String send) {
        if (alerts) {
            journal.whereStopConcernsAlerts();
        }
        Arrays.stream(replies.split(" ", -1)).map(this::reply).forEach(journal::apply);

        journal.apply(command(type, AT_ONCE));

        assertThat(journal.state(id).send().wire()).isEqualTo(send);
    }

    /** The first comes at 10, the second at 20. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "stop@5 start@8,      sending",
        "start@8 stop@5,      sending",
        "start@5 stop@8,      refused",
        "stop@8 start@5,      refused",
        "start@8 stop@8,      refused",
        "stop@8 start@8,      refused",
        "stop@5 help@8,       refused",
        "stop start@5,        refused",
        "stop start@15,       sending",
        "start@15 stop,       refused",
        "start@310 stop@6,    sending",
        "start@311 stop@16,   refused",
        "start@86400 stop,    refused",
        "start@8 stop@5 stop@9,  refused",
        "stop@8 start@5 start@9, sending",
    })
    void whatWasSentLaterCountsWhateverComesLater(String replies, String send) {
        Arrays.stream(replies.split(" ", -1)).map(this::reply).forEach(journal::apply);

        journal.apply(command("MKT", AT_ONCE));

        assertThat(journal.state(id).send().wire()).isEqualTo(send);
    }

    @Test
    void theRefusalNamesTheStopThatWasSentLast() {
        Replied counts = reply("stop@8");
        journal.having(counts, reply("stop@5"), reply("start@7"), command("MKT", AT_ONCE));

        assertThat(journal.events().get(journal.events().size() - 1).details())
                .containsEntry("reply_hash", counts.inbound().body().hash())
                .containsEntry("replied_at", "2026-11-22T12:00:08Z");
    }

    /** Steps of a command that is dispatched later; what TeleSign may have got is not touched. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            stop accepted                          | accepted refused
            accepted stop sending1                 | accepted refused
            accepted stop start sending1           | accepted sending
            accepted sending1 stop sending2        | accepted sending refused
            accepted sending1 stop sent1           | accepted sending sent
            accepted sending1 stop sending1        | accepted sending
            """)
    void whatHasNotLeftIsStoppedToo(String steps, String events) {
        Arrays.stream(steps.split(" ", -1)).map(this::entry).forEach(journal::apply);

        assertThat(journal.events().stream()
                        .filter(event -> event.type() != Event.Type.REPLY)
                        .map(event -> event.type().wire())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(events);
    }

    @Test
    void theRefusalNamesTheReplyBehindIt() {
        MessageId earlier = Entries.newId();
        journal.having(Entries.begun(earlier), Entries.sent(earlier, 1, "R1"));
        Replied stop = Entries.reply("R1", null, "stop");
        journal.having(stop, command("MKT", AT_ONCE));

        MessageState state = journal.state(id);
        assertThat(state.whole()).extracting(Status::code, Status::outcome).containsExactly(3046, Outcome.BLOCKED);
        assertThat(state.refusal()).isNotNull().satisfies(refusal -> {
            assertThat(refusal.httpStatus()).isEqualTo(400);
            assertThat(refusal.retryable()).isFalse();
            assertThat(refusal.reason())
                    .startsWith("the recipient answered STOP to message " + earlier + " by sms at ");
        });
        assertThat(journal.events().get(journal.events().size() - 1).details())
                .containsEntry("by", "stop")
                .containsEntry("reply_channel", "sms")
                .containsEntry("reply_hash", stop.inbound().body().hash())
                .containsEntry("replied_to", earlier.toString());
    }

    @Test
    void theSameBytesAgainAreNoSecondStop() {
        Replied stop = reply("stop");
        journal.having(stop, reply("start"), stop, command("MKT", AT_ONCE));

        assertThat(journal.state(id).send()).isEqualTo(SendState.SENDING);
    }

    @Test
    void theCallerIsToldAtOnceAndNothingWaitsOrIsCalled() {
        journal.apply(reply("stop"));

        for (Turn turn : List.of(AT_ONCE, DEFERRED, new Turn.Awaited(NODE, Duration.ofSeconds(9)))) {
            Accepted command = new Accepted(Entries.message(Entries.newId()), Entries.content(), null, turn);
            Change change = journal.apply(command);

            MessageState state = journal.state(command.message().id());
            assertThat(change.reply()).isEqualTo(new Reply.Overtaken(state));
            assertThat(change.queued()).isNull();
            assertThat(journal.apply(command)).isEqualTo(Change.none(change.reply()));
        }
    }

    private Accepted command(String type, Turn turn) {
        return new Accepted(Entries.message(id, type), new Entry.Content("{}", "15558675309", null), null, turn);
    }

    /** They come every tenth second from noon on; {@code stop@15} was sent 15 s after noon, as TeleSign says. */
    private Replied reply(String word) {
        String number = word.endsWith("-by-another") ? "hash-of-another" : NUMBER_HASH;
        String[] parts = word.replace("-by-another", "").split("@", -1);
        Instant sentAt = parts.length > 1 ? NOON.plusSeconds(Long.parseLong(parts[1])) : null;
        Instant arrivedAt = NOON.plusSeconds(10L * ++arrived);
        return Entries.reply(number, parts[0].equals("nothing") ? null : parts[0], sentAt, arrivedAt);
    }

    private Entry entry(String step) {
        return switch (step) {
            case "accepted" -> command("MKT", DEFERRED);
            case "sending1" -> Entries.sending(id, 1, NODE);
            case "sending2" -> Entries.sending(id, 2, NODE);
            case "sent1" -> Entries.sent(id, 1, "R1");
            default -> reply(step);
        };
    }
}
