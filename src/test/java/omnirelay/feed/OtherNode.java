package omnirelay.feed;

import omnirelay.support.TestDatabase;

/** Commits events as a ledger on another node does: this node hears of them by notification alone. */
final class OtherNode {
    private static final String COMMIT = """
            WITH head AS (
              UPDATE feed_head SET seq = seq + %1$d RETURNING seq - %1$d AS before
            ), written AS (
              INSERT INTO event (seq, at, type, message_id, external_id, channel, code, outcome, client, body)
              SELECT before + n, now(), 'channel_status', uuid_floor(now()), 'order-' || (before + n) %% 10,
                     CASE WHEN (before + n) %% 2 = 0 THEN 'mms' ELSE 'sms' END, 3001, 'in_progress', 'other',
                     '{"seq":' || before + n || ',"channel":"' || CASE WHEN (before + n) %% 2 = 0 THEN 'mms' ELSE 'sms' END
                       || '","padding":"' || repeat('•', %2$d) || '"}'
              FROM head, generate_series(1, %1$d) AS n
              RETURNING seq
            )
            SELECT CASE WHEN %3$b THEN pg_notify('omnirelay_feed', max(seq)::text)::text END FROM written
            """;

    private final TestDatabase database;
    private final int padding;

    OtherNode(TestDatabase database, int padding) {
        this.database = database;
        this.padding = padding;
    }

    /** One transaction with so many events: even ones about mms, odd ones about sms. */
    void commit(int events) {
        database.execute(COMMIT.formatted(events, padding, true));
    }

    /** As {@link #commit}, but the notification is lost. */
    void commitSilently(int events) {
        database.execute(COMMIT.formatted(events, padding, false));
    }

    void beginEpoch(String epoch) {
        database.execute("UPDATE feed_head SET epoch = '" + epoch + "'");
    }

    /** As a retention policy does. */
    void forgetUpTo(long seq) {
        database.execute("DELETE FROM event WHERE seq <= " + seq);
    }
}
