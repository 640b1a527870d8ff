package omnirelay.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import omnirelay.config.RelayConfig;
import omnirelay.config.Secret;
import omnirelay.dispatch.CommandQueue;
import omnirelay.dispatch.Deadline;
import omnirelay.dispatch.Pace;
import omnirelay.dispatch.PaceTable;
import omnirelay.dispatch.SendMeter;
import omnirelay.guard.Caps;
import omnirelay.guard.HoldStore;
import omnirelay.guard.Holds;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.LedgerListener;
import omnirelay.ledger.LedgerMeter;
import omnirelay.ledger.MessageReader;
import omnirelay.message.Entry;
import omnirelay.message.Lane;
import omnirelay.message.LookUpTimes;
import omnirelay.message.MessageId;
import omnirelay.message.NumberedEvent;
import omnirelay.message.SendState;
import omnirelay.support.DatabaseLink;
import omnirelay.support.DatabaseLink.Obstacle;
import omnirelay.support.Entries;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.SendRequestValidator;
import omnirelay.telesign.TelesignClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller hears, and when a send is over, where TeleSign never answers, and the database not always. */
class SenderIT {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(9);

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final DatabaseLink link = new DatabaseLink(vertx, database.settings());
    private final NetServer telesign = vertx.createNetServer().connectHandler(socket -> {});
    private final Context loop = vertx.getOrCreateContext();
    private final Pool pool = database.pool(vertx);
    private final MessageReader messages = new MessageReader(pool);
    private Sending sending;
    private Sender sender;

    @BeforeEach
    void start() {
        int port = telesign.listen(0, "127.0.0.1").await().actualPort();
        Ledger ledger = new Ledger(
                vertx,
                link.through(database.database().connectOptions()),
                new RelayConfig.Ledger(100, 100, 1 << 20),
                new RelayConfig.Stop(false),
                new LookUpTimes(1),
                new Unheard(),
                new Unheard());
        CodeCatalogue codes = CodeCatalogue.load();
        Unheard unheard = new Unheard();
        Pace pace = new Pace(vertx, new PaceTable(pool, new RelayConfig.Pace(1_000, 1), 1), unheard);
        Sending.Needs needs = new Sending.Needs(
                ledger,
                messages,
                new CommandQueue(pool, Entries.NODE),
                client(port, codes),
                new SendRequestValidator(codes, null),
                new Holds(vertx, new HoldStore(pool)::kinds),
                new Caps(vertx, pool, List.of()),
                codes,
                new Random(1),
                Entries.NODE,
                8,
                unheard);
        sending = new Sending(vertx, pace, needs);
        sender = sending.sender();
        Soon.await(onLoop(ledger::start));
    }

    private TelesignClient client(int port, CodeCatalogue codes) {
        URI url = URI.create("http://127.0.0.1:" + port);
        Secret secret = new Secret("0123456789abcdef");
        RelayConfig.Telesign config = new RelayConfig.Telesign(
                url,
                "customer",
                secret,
                RelayConfig.Telesign.Authentication.DIGEST,
                null,
                LONG,
                Duration.ofSeconds(30),
                LONG,
                8,
                8,
                new RelayConfig.Pace(1_000, 1));
        return new TelesignClient(
                vertx, config, url, new ApiKey("telesign", "customer", secret), InstantSource.system(), codes);
    }

    @AfterEach
    void stop() {
        Soon.await(vertx.close());
        database.close();
    }

    @Test
    void whileTelesignIsSilentItIsTheOwnId() {
        MessageId id = Entries.newId();
        assertThat(send(id, "key:own", SHORT)).isEqualTo(new SendResult.Late(id));
    }

    @Test
    void withoutAKeyItIsTheOwnIdAlsoWhileTheCommitIsInDoubt() {
        MessageId id = Entries.newId();
        link.put(Obstacle.SWALLOW_COMMIT);
        assertThat(send(id, null, SHORT)).isEqualTo(new SendResult.Late(id));
    }

    @Test
    void underAKeyWhoseFirstUseIsNotKnownItIsNone() {
        link.put(Obstacle.SWALLOW_COMMIT);
        assertThat(send(Entries.newId(), "key:doubtful", SHORT)).isEqualTo(new SendResult.Late(null));
    }

    @Test
    void underANonceItIsTheOwnIdForNobodyCanAskUnderItAgain() {
        MessageId id = Entries.newId();
        link.put(Obstacle.SWALLOW_COMMIT);
        assertThat(send(id, "nonce:doubtful", SHORT)).isEqualTo(new SendResult.Late(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key:repeated", "nonce:repeated"})
    void ofARepetitionItIsTheIdOfTheFirst(String key) {
        MessageId first = Entries.newId();
        Future<SendResult> waiting = begin(first, key, LONG);
        awaitSending(first);
        link.put(Obstacle.SWALLOW_ANSWER_OF_COMMIT);
        assertThat(send(Entries.newId(), key, SHORT)).isEqualTo(new SendResult.Late(first));
        assertThat(waiting.isComplete()).isFalse();
    }

    /** Else a call would begin that nobody is there to hear the end of. Its slot is over by then, and there is no other. */
    @Test
    void whatIsStillBeingJournaledWhenTheRelayStopsIsFinishedFirst() {
        link.put(Obstacle.SWALLOW_COMMIT);
        MessageId id = Entries.newId();
        Future<SendResult> answer = begin(id, null, LONG);
        await().until(link::clear);
        Soon.await(onLoop(sending::stop));
        assertThat(answer.isComplete()).isTrue();
        assertThat(Soon.await(messages.find(id.toString())).orElseThrow().send())
                .isEqualTo(SendState.REFUSED);
    }

    private void awaitSending(MessageId id) {
        await().until(() -> Soon.await(messages.find(id.toString())).isPresent());
    }

    private SendResult send(MessageId id, @Nullable String key, Duration patience) {
        return Soon.await(begin(id, key, patience));
    }

    private Future<SendResult> begin(MessageId id, @Nullable String key, Duration patience) {
        Command command = new Command(
                Entries.message(id),
                new Entry.Content("{}", "15558675309", null),
                Buffer.buffer("{}"),
                key == null ? null : Entries.key(key, "{}"),
                false,
                null,
                Deadline.in(patience),
                Deadline.in(patience));
        return onLoop(() -> sender.send(command));
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        loop.runOnContext(turn -> work.get().onComplete(promise));
        return promise.future();
    }

    private static final class Unheard implements LedgerListener, LedgerMeter, SendMeter {
        @Override
        public void called(String outcome, long nanos) {}

        @Override
        public void slot(Lane lane, long nanosWaited) {}

        @Override
        public void begun(String epoch, long head) {}

        @Override
        public void committed(List<NumberedEvent> events) {}

        @Override
        public void committed(int entries, long nanos) {}

        @Override
        public void answered(Entry entry, long nanosWaited) {}
    }
}
