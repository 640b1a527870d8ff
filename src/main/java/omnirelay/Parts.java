package omnirelay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import omnirelay.callback.RefusalCounts;
import omnirelay.config.RelayConfig;
import omnirelay.dispatch.CommandQueue;
import omnirelay.dispatch.Pace;
import omnirelay.dispatch.PaceTable;
import omnirelay.dispatch.QueueDepth;
import omnirelay.feed.Feed;
import omnirelay.forward.Forwarding;
import omnirelay.guard.Caps;
import omnirelay.guard.HoldStore;
import omnirelay.guard.Holds;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.LedgerListener;
import omnirelay.ledger.LookUpReader;
import omnirelay.ledger.MessageReader;
import omnirelay.lookup.LookUps;
import omnirelay.lookup.Slots;
import omnirelay.message.Lane;
import omnirelay.message.LookUpTimes;
import omnirelay.message.NumberHash;
import omnirelay.message.NumberedEvent;
import omnirelay.query.Outstanding;
import omnirelay.query.RecipientTokens;
import omnirelay.query.TelesignLinkWatch;
import omnirelay.send.Sending;
import omnirelay.storage.Database;
import omnirelay.storage.Installation;
import omnirelay.storage.Leases;
import omnirelay.storage.Partitions;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.RequestSigner;
import omnirelay.telesign.SendRequestValidator;
import omnirelay.telesign.TelesignClient;
import omnirelay.through.Upstream;

/** What the relay is made of, apart from its listeners: constructed once, by hand. */
record Parts(
        Pools pools,
        CodeCatalogue codes,
        NumberHash numberHash,
        RecipientTokens recipientTokens,
        RelayMeters meters,
        Feed feed,
        Ledger ledger,
        MessageReader messages,
        TelesignClient telesign,
        Pace pace,
        RequestSigner signer,
        Upstream upstream,
        SendRequestValidator validator,
        HoldStore holdStore,
        Holds holds,
        Sending sending,
        LookUps lookUps,
        Forwarding forwarding,
        Partitions partitions,
        TelesignLinkWatch telesignLink,
        RefusalCounts refusals,
        boolean listenOnly) {
    /** What comes from outside. */
    record Surroundings(
            Vertx vertx,
            RelayConfig config,
            Database database,
            Installation installation,
            InstantSource clock,
            SecureRandom random) {}

    /**
     * Constructs; nothing runs yet.
     *
     * @param telesignUrl where TeleSign, or its stand-in, is
     */
    static Parts of(Surroundings around, RelayMeters meters, ApiKey key, URI telesignUrl) {
        Vertx vertx = around.vertx();
        RelayConfig config = around.config();
        Database database = around.database();
        Pools pools = Pools.of(vertx, database, config.database());
        Pool pool = pools.common();
        CodeCatalogue codes = CodeCatalogue.load();
        Feed feed = new Feed(vertx, pool, database.connectOptions(), config.feed());
        MessageReader messages = new MessageReader(pool);
        NumberHash numberHash = new NumberHash(around.installation().numberKey());
        String node = UUID.randomUUID().toString();
        Leases leases = new Leases(pools.prompt(), node);
        Forwarding forwarding = new Forwarding(
                vertx, config, pool, leases, numberHash, messages::find, around.clock(), around.random(), meters);
        LedgerListener listener = publishing(feed, forwarding, meters);
        Ledger ledger = new Ledger(
                vertx,
                database.connectOptions(),
                config.ledger(),
                config.stop(),
                new LookUpTimes(config.timeScale()),
                listener,
                meters);
        TelesignClient telesign = new TelesignClient(vertx, config.telesign(), telesignUrl, key, around.clock(), codes);
        RequestSigner signer = new RequestSigner(config.telesign().authentication(), key, around.clock());
        SendRequestValidator validator =
                new SendRequestValidator(codes, config.telesign().callbackUrl());
        Holds holds = new Holds(vertx, new HoldStore(pools.prompt())::kinds);
        Pace pace = new Pace(vertx, paceTable(pools.prompt(), config), meters);
        Sending sending = new Sending(
                vertx,
                pace,
                new Sending.Needs(
                        ledger,
                        new MessageReader(pools.prompt()),
                        new CommandQueue(pools.prompt(), node),
                        telesign,
                        validator,
                        holds,
                        new Caps(vertx, pools.prompt(), config.caps()),
                        codes,
                        around.random(),
                        node,
                        // The rest is for those who wait for an answer.
                        Math.max(1, config.telesign().connections() / 2),
                        meters));
        LookUps lookUps = new LookUps(
                vertx,
                config.lookUp().scaled(config.timeScale()),
                messages,
                new LookUpReader(pool),
                ledger,
                telesign,
                codes,
                slots(pace),
                leases,
                meters,
                around.clock(),
                around.random());
        meters.watch(ledger);
        meters.watch(holds);
        meters.watch(feed.figures());
        meters.watch(pace);
        meters.watch(vertx, new QueueDepth(pool));
        meters.watch(vertx, forwarding.backlog());
        meters.watch(vertx, new Outstanding(pool));
        return new Parts(
                pools,
                codes,
                numberHash,
                new RecipientTokens(around.installation().numberKey()),
                meters,
                feed,
                ledger,
                messages,
                telesign,
                pace,
                signer,
                new Upstream(vertx, config.telesign(), telesignUrl, signer),
                validator,
                new HoldStore(pool),
                holds,
                sending,
                lookUps,
                forwarding,
                new Partitions(vertx, pool),
                new TelesignLinkWatch(vertx, pool, config.timeScale()),
                new RefusalCounts(vertx, pool),
                !config.send().enabled());
    }

    private static Slots slots(Pace pace) {
        return new Slots() {
            @Override
            public Future<?> turn(Lane lane, Duration patience) {
                return pace.turn(lane, patience);
            }

            @Override
            public void exceeded() {
                pace.exceeded();
            }
        };
    }

    private static PaceTable paceTable(Pool pool, RelayConfig config) {
        return new PaceTable(pool, config.telesign().pace(), config.timeScale());
    }

    private static LedgerListener publishing(Feed feed, Forwarding forwarding, RelayMeters meters) {
        return new LedgerListener() {
            @Override
            public void begun(String epoch, long head) {
                feed.begun(epoch, head);
            }

            @Override
            public void committed(List<NumberedEvent> events) {
                feed.committed(events);
                meters.events(events);
                forwarding.wake();
            }
        };
    }

    /** Succeeds when the log's history is known, so that something can be served. */
    Future<Void> start() {
        return ledger.start().compose(connected -> feed.start()).compose(followed -> holds.start());
    }

    /** Begins what goes on by itself. */
    void begin() {
        partitions.start();
        forwarding.start();
        telesignLink.start();
        if (!listenOnly) {
            sending.start();
            lookUps.start();
        }
    }

    /** No new sends; what is under way ends and is committed; the watchers are told good-bye. */
    Future<Void> stop() {
        partitions.stop();
        holds.stop();
        telesignLink.stop();
        return Future.join(lookUps.stop(), sending.stop())
                .transform(sent -> ledger.stop())
                .transform(committed -> refusals.stop())
                .transform(counted -> forwarding.stop())
                .transform(forwarded -> feed.close());
    }

    Future<Void> close() {
        return pools.close();
    }
}
