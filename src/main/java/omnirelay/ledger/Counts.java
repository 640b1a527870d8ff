package omnirelay.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import omnirelay.message.Counted;
import omnirelay.message.Counted.ArrivedOnChannel;
import omnirelay.message.Counted.Group;
import omnirelay.message.Counted.Shown;
import omnirelay.message.Counted.ShownOnChannel;
import omnirelay.message.MessageState;

/** The counts by hour, and how a batch moves them: a message leaves where it counted and counts where it is now. */
final class Counts {
    private final Instant since;
    private final Map<Counted, Integer> moved = new HashMap<>();

    /** @param since messages accepted before are not counted */
    Counts(Instant since) {
        this.since = since;
    }

    /** How much more, or less, there is of something. */
    record Line<C extends Counted>(C counted, int by) {}

    static final Insert<Line<Shown>> SHOWN = Counts.<Shown>into(
                    "message_count", line -> line.counted().group())
            .text("send", line -> line.counted().send().wire())
            .integer("code", line -> line.counted().code())
            .text("outcome", line -> line.counted().outcome().wire())
            .bool("double_delivery", line -> line.counted().doubleDelivery())
            .onConflict(added("message_count", "send, code, outcome, double_delivery"));

    static final Insert<Line<ShownOnChannel>> ON_CHANNEL = Counts.<ShownOnChannel>into(
                    "channel_count", line -> line.counted().group())
            .text("channel", line -> line.counted().channel())
            .text("outcome", line -> line.counted().outcome().wire())
            .onConflict(added("channel_count", "channel, outcome"));

    static final Insert<Line<ArrivedOnChannel>> ARRIVED = Counts.<ArrivedOnChannel>into(
                    "arrival_count", line -> line.counted().group())
            .text("channel", line -> line.counted().channel())
            .integer("bucket", line -> line.counted().bucket())
            .onConflict(added("arrival_count", "channel, bucket"));

    private static <C extends Counted> Insert.Builder<Line<C>> into(String table, Function<Line<C>, Group> group) {
        return Insert.<Line<C>>into(table)
                .bigint("messages", line -> (long) line.by())
                .time("hour", line -> group.apply(line).hour())
                .text("client", line -> group.apply(line).client())
                .text("message_type", line -> group.apply(line).messageType())
                .text("country", line -> group.apply(line).country())
                .text("label", line -> group.apply(line).label());
    }

    private static String added(String table, String what) {
        return "(hour, client, message_type, country, label, %s) DO UPDATE SET messages = %s.messages + EXCLUDED.messages"
                .formatted(what, table);
    }

    void move(Optional<MessageState> before, MessageState now) {
        if (now.id().time().isBefore(since)) {
            return;
        }
        before.ifPresent(state -> count(state, -1));
        count(now, 1);
    }

    private void count(MessageState state, int by) {
        Counted.of(state).forEach(counted -> moved.merge(counted, by, Integer::sum));
    }

    <C extends Counted> List<Line<C>> lines(Class<C> kind) {
        return moved.entrySet().stream()
                .filter(entry -> entry.getValue() != 0 && kind.isInstance(entry.getKey()))
                .map(entry -> new Line<>(kind.cast(entry.getKey()), entry.getValue()))
                .toList();
    }
}
