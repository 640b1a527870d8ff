package omnirelay.ledger;

import java.time.Instant;
import omnirelay.message.Change.Queued;
import omnirelay.message.Entry.Turn;
import omnirelay.message.Lane;
import org.jspecify.annotations.Nullable;

/** The table {@code queue}: the commands that wait to be sent, each as long as its message is {@code accepted}. */
final class QueueTable {
    private QueueTable() {}

    record Line(Queued queued, Instant at) {

        /** The node whose caller waits; null for a command that any node may send. */
        @Nullable
        String owner() {
            return queued.turn() instanceof Turn.Awaited awaited ? awaited.node() : null;
        }

        /** By the database's clock where the relay chose the time, as given where the client did. */
        @Nullable
        Instant expiresAt() {
            if (queued.turn() instanceof Turn.Awaited awaited) {
                return at.plus(awaited.within());
            }
            return queued.turn() instanceof Turn.Deferred deferred ? deferred.notAfter() : null;
        }

        @Nullable
        Instant notBefore() {
            return queued.pause().isZero() ? null : at.plus(queued.pause());
        }
    }

    static final Insert<Line> INSERT = Insert.<Line>into("queue")
            .uuid("message_id", line -> line.queued().message().id().value())
            .integer(
                    "lane",
                    line -> Lane.of(line.queued().message().messageType()).place())
            .text("client", line -> line.queued().message().client())
            .text("message_type", line -> line.queued().message().messageType())
            .text("country", line -> line.queued().message().country())
            .text("label", line -> line.queued().message().label())
            .text("owner", Line::owner)
            .time("expires_at", Line::expiresAt)
            .integer("attempts", line -> line.queued().attempts())
            .time("not_before", Line::notBefore)
            .ignoringDuplicates();

    static final String DELETE = "DELETE FROM queue WHERE message_id = ANY ($1)";
}
