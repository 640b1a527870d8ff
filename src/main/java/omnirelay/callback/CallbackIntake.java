package omnirelay.callback;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import omnirelay.ledger.Ledger;
import omnirelay.message.Entry;
import omnirelay.message.Inbound;
import omnirelay.message.NumberHash;
import omnirelay.message.Reply;
import omnirelay.telesign.Callback;
import omnirelay.telesign.CallbackParser;

/** Turns an authentic callback into entries and hands them to the ledger. Nothing authentic is dropped. */
public final class CallbackIntake {
    /** TeleSign gives up after 5 s; what is committed later than this it will bring again. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final CallbackParser parser;
    private final NumberHash numberHash;
    private final Ledger ledger;

    public CallbackIntake(CallbackParser parser, NumberHash numberHash, Ledger ledger) {
        this.parser = parser;
        this.numberHash = numberHash;
        this.ledger = ledger;
    }

    /** Succeeds with what became of it once it is on disk; fails where the ledger is busy. */
    Future<String> take(Inbound inbound) {
        List<Callback> callbacks = parser.parse(inbound.body().bytes());
        List<Future<String>> verdicts = new ArrayList<>();
        for (int i = 0; i < callbacks.size(); i++) {
            Inbound part = callbacks.size() == 1 ? inbound : inbound.part(i);
            verdicts.add(submit(entry(part, callbacks.get(i))));
        }
        return Future.all(verdicts).map(all -> verdicts.get(0).result());
    }

    private Future<String> submit(Entry entry) {
        return ledger.submit(entry, PATIENCE).map(reply -> verdict(entry, reply));
    }

    private static String verdict(Entry entry, Reply reply) {
        if (reply instanceof Reply.Kept kept && kept.repeated()) {
            return "repeated";
        }
        if (entry instanceof Entry.Reported) {
            return "status";
        }
        if (entry instanceof Entry.Replied) {
            return "reply";
        }
        return entry instanceof Entry.Filed ? "other" : "quarantined";
    }

    private Entry entry(Inbound inbound, Callback callback) {
        if (callback instanceof Callback.Reported reported) {
            return new Entry.Reported(inbound, reported.subject(), reported.reports());
        }
        if (callback instanceof Callback.Replied replied) {
            String number = replied.phoneNumber();
            return new Entry.Replied(
                    inbound,
                    replied.channel(),
                    replied.originalReferenceId(),
                    number == null ? null : numberHash.of(number),
                    replied.action(),
                    replied.sentAt());
        }
        if (callback instanceof Callback.Filed filed) {
            return new Entry.Filed(inbound, filed.kind());
        }
        return new Entry.Quarantined(inbound, ((Callback.NotUnderstood) callback).reason());
    }
}
