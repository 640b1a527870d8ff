package omnirelay.lookup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import omnirelay.config.RelayConfig;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.LookUpReader;
import omnirelay.ledger.MessageReader;
import omnirelay.storage.Leases;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.TelesignClient;
import org.jspecify.annotations.Nullable;

/** Everything that asks TeleSign where messages stand, built and stopped together. */
public final class LookUps {
    private final Inquiries inquiries;
    private final Standings standings;
    private final @Nullable Healer healer;

    /** @param slots of the account's rate */
    public LookUps(
            Vertx vertx,
            RelayConfig.LookUp config,
            MessageReader messages,
            LookUpReader times,
            Ledger ledger,
            TelesignClient telesign,
            CodeCatalogue codes,
            Slots slots,
            Leases leases,
            LookUpMeter meter,
            InstantSource clock,
            RandomGenerator random) {
        inquiries = new Inquiries(telesign, ledger, slots, meter);
        standings = new Standings(messages, times, inquiries, codes, config.after(), clock, random);
        healer = config.rate() > 0 ? new Healer(vertx, times, inquiries, leases, config.rate()) : null;
    }

    /** Begins to ask by itself. */
    public void start() {
        if (healer != null) {
            healer.start();
        }
    }

    public Future<Void> stop() {
        return healer == null ? Future.succeededFuture() : healer.stop();
    }

    Inquiries inquiries() {
        return inquiries;
    }

    Standings standings() {
        return standings;
    }
}
