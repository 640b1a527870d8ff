package omnirelay.ledger;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import omnirelay.message.Counted;
import omnirelay.message.Entry;
import omnirelay.message.LookUpTimes;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * One batch, one transaction, two round trips: lock the head and read what the batch touches; then write everything,
 * move the head and commit. The statements of a round trip are sent without waiting for one another. Because each
 * sees what was committed when it began (READ COMMITTED), and none is begun before the head is locked, a batch
 * decides on all that was committed before it, by whichever node.
 */
final class BatchTransaction {
    private final PgConnection connection;
    private final List<Entry> entries;
    private final LookUpTimes lookUps;
    private final WorkingSet known;
    private @Nullable Future<?> commit;
    private boolean abandoned;

    /** @param known where to gather what is known; nothing yet */
    BatchTransaction(PgConnection connection, List<Entry> entries, LookUpTimes lookUps, WorkingSet known) {
        this.connection = connection;
        this.entries = entries;
        this.lookUps = lookUps;
        this.known = known;
    }

    /** Succeeds only if every statement did: after one that failed, COMMIT "succeeds" as a rollback. */
    Future<Decided> run() {
        return new BatchReading(connection, Touched.by(entries), known).run().compose(this::decideAndWrite);
    }

    /**
     * Gives the batch up: what is read from now on is not decided on, nothing more is written. Whether it may be on
     * disk although {@code cause} ended it: where PostgreSQL itself says that a statement failed, it is not; where
     * COMMIT's answer never came, nobody knows.
     */
    boolean abandonInDoubt(Throwable cause) {
        abandoned = true;
        boolean refused = cause instanceof PgException failure && "ERROR".equals(failure.getSeverity());
        return commit != null && !refused;
    }

    /** Ends the transaction after a statement failed. A COMMIT sent behind that one does so: it works as a rollback. */
    Future<Void> rollback() {
        return (commit == null ? connection.query("ROLLBACK").execute() : commit).mapEmpty();
    }

    private Future<Decided> decideAndWrite(BatchReading.Before before) {
        if (abandoned) {
            return Future.failedFuture("the batch was given up");
        }
        try {
            return write(Decided.of(entries, before, lookUps));
        } catch (RuntimeException e) {
            throw new UndecidableException(e);
        }
    }

    private Future<Decided> write(Decided decided) {
        List<Future<?>> answers = new ArrayList<>();
        insert(answers, MessageTable.UPSERT, decided.messages());
        insert(answers, ContentTables.INSERT_CONTENT, decided.contents());
        insert(answers, ContentTables.INSERT_RECIPIENT, decided.contents());
        insert(answers, ReportTable.INSERT, decided.reports());
        if (!decided.calledBack().isEmpty()) {
            answers.add(execute(ReportTable.CALLED_BACK, ReportTable.calledBack(decided.calledBack(), decided.at())));
        }
        insert(answers, ReferenceTable.INSERT, decided.references());
        insert(answers, CallbackTable.INSERT, decided.callbacks());
        insert(answers, CallbackTable.INSERT_BODY, decided.callbacks());
        insert(answers, KeyTable.INSERT, decided.keys());
        each(answers, KeyTable.FREE, decided.freedKeys());
        each(answers, MessageTable.ID_GIVEN, decided.idsGiven());
        each(answers, QueueTable.DELETE, decided.dequeued());
        insert(answers, QueueTable.INSERT, decided.queued());
        insert(answers, WishTable.UPSERT, decided.wishes());
        insert(answers, Counts.SHOWN, decided.counts().lines(Counted.Shown.class));
        insert(answers, Counts.ON_CHANNEL, decided.counts().lines(Counted.ShownOnChannel.class));
        insert(answers, Counts.ARRIVED, decided.counts().lines(Counted.ArrivedOnChannel.class));
        decided.moves()
                .forEach(move ->
                        move(answers, Tuple.of(move.from().value(), move.to().value())));
        if (!decided.events().isEmpty()) {
            insert(answers, EventTable.INSERT, decided.events());
            answers.add(execute(FeedHead.MOVE, Tuple.of(decided.seq())));
            answers.add(execute(FeedHead.NOTIFY, Tuple.of(Long.toString(decided.seq()))));
        }
        commit = connection.query("COMMIT").execute();
        answers.add(commit);
        return Future.all(answers).map(all -> decided);
    }

    private <T> void insert(List<Future<?>> answers, Insert<T> insert, List<T> lines) {
        if (!lines.isEmpty()) {
            answers.add(execute(insert.sql(), insert.tuple(lines)));
        }
    }

    private void each(List<Future<?>> answers, String sql, List<MessageId> ids) {
        if (!ids.isEmpty()) {
            answers.add(execute(sql, Tuple.tuple().addValue(ids(ids))));
        }
    }

    private void move(List<Future<?>> answers, Tuple fromTo) {
        answers.add(execute(ReferenceTable.MOVE, fromTo));
        answers.add(execute(ReportTable.MOVE, fromTo));
        answers.add(execute(CallbackTable.MOVE, fromTo));
        answers.add(execute(CallbackTable.MOVE_BODY, fromTo));
    }

    private Future<?> execute(String sql, Tuple tuple) {
        return connection.preparedQuery(sql).execute(tuple);
    }

    private static UUID[] ids(List<MessageId> ids) {
        return ids.stream().map(MessageId::value).toArray(UUID[]::new);
    }
}
