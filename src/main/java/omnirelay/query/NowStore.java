package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omnirelay.message.Counted;
import omnirelay.query.Snapshots.Snapshot;

/** What operators look at first: how it goes just now, beside how it went before. */
public final class NowStore {
    /** Within how many seconds a login code should be confirmed. */
    static final int CONFIRMED_WITHIN = 30;

    /** Over how many minutes login codes are looked at. */
    static final int MINUTES = 10;

    /** Of which times the figures are: of login codes as {@link #LOGIN_CODES}, of failures this hour. */
    private static final String SPANS = """
            SELECT to_char(moment - make_interval(mins => $2, secs => $1), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS codes_from,
                   to_char(moment - make_interval(secs => $1), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS codes_to,
                   to_char(date_trunc('hour', moment), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS hour
            FROM (SELECT date_trunc('milliseconds', now()) AT TIME ZONE 'UTC' AS moment) AS utc
            """;

    /** Of the last minutes those that have had their time. Their id says when they were accepted. */
    private static final String LOGIN_CODES = """
            SELECT country, count(*) AS messages, count(*) FILTER (WHERE EXISTS (
                     SELECT FROM report
                     WHERE report.message_id = message.id AND report.channel <> '' AND report.outcome IN ('delivered', 'read')
                       AND report.updated_on < message.accepted_at + make_interval(secs => $1))) AS confirmed
            FROM message
            WHERE id >= uuid_floor(date_trunc('milliseconds', now()) - make_interval(mins => $2, secs => $1))
              AND id < uuid_floor(date_trunc('milliseconds', now()) - make_interval(secs => $1))
              AND message_type = 'OTP' AND send IN ('sent', 'unknown') AND alias_of IS NULL
            GROUP BY country ORDER BY messages DESC, country
            """;

    /** $1 the buckets below this one are in time. */
    private static final String LOGIN_CODES_BEFORE = """
            WITH span AS (SELECT date_trunc('hour', now() - interval '7 days', 'UTC') AS hour)
            SELECT coalesce((SELECT sum(messages) FROM message_count, span
                             WHERE message_count.hour = span.hour AND message_type = 'OTP'
                               AND send IN ('sent', 'unknown')), 0)::bigint AS messages,
                   coalesce((SELECT sum(messages) FROM arrival_count, span
                             WHERE arrival_count.hour = span.hour AND message_type = 'OTP' AND bucket < $1), 0)::bigint
                     AS confirmed,
                   to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "from"
            FROM span WHERE hour >= (SELECT counted_since FROM feed_head)
            """;

    private static final String WAITING = """
            SELECT lane, waiting, (SELECT round(extract(epoch FROM now() - accepted_at))::bigint
                                   FROM message WHERE id = oldest) AS oldest_seconds
            FROM (
              SELECT lane, (SELECT count(*) FROM queue WHERE queue.lane = place) AS waiting,
                     (SELECT message_id FROM queue WHERE queue.lane = place ORDER BY message_id LIMIT 1) AS oldest
              FROM (VALUES (0, 'otp'), (1, 'arn'), (2, 'mkt')) AS lanes (place, lane)) AS lanes
            """;

    private static final String SILENT = """
            SELECT count(*) FILTER (WHERE %s) AS overdue, count(*) FILTER (WHERE looks > 0) AS asked
            FROM message WHERE look_up_at IS NOT NULL AND %s
            """.formatted(MessageRows.OVERDUE_SQL, MessageRows.KNOWN_SQL);

    /** This hour and the one before, by what they show now. */
    private static final String FAILURES = """
            SELECT code, outcome, send,
                   coalesce(sum(messages) FILTER (WHERE hour = date_trunc('hour', now(), 'UTC')), 0)::bigint AS this_hour,
                   coalesce(sum(messages) FILTER (WHERE hour < date_trunc('hour', now(), 'UTC')), 0)::bigint AS last_hour
            FROM message_count
            WHERE hour >= date_trunc('hour', now(), 'UTC') - interval '1 hour'
              AND outcome IN ('failed', 'rejected', 'blocked')
            GROUP BY code, outcome, send HAVING sum(messages) > 0 ORDER BY sum(messages) DESC, code LIMIT 8
            """;

    private static final String FAILED = """
            SELECT coalesce(sum(messages) FILTER (WHERE hour = date_trunc('hour', now(), 'UTC')), 0)::bigint AS this_hour,
                   coalesce(sum(messages) FILTER (WHERE hour < date_trunc('hour', now(), 'UTC')), 0)::bigint AS last_hour
            FROM message_count
            WHERE hour >= date_trunc('hour', now(), 'UTC') - interval '1 hour'
              AND outcome IN ('failed', 'rejected', 'blocked')
            """;

    private static final String HELD = """
            SELECT count(*) AS holds, (SELECT count(DISTINCT message_id) FROM held) AS waiting
            FROM hold WHERE released_at IS NULL
            """;

    private static final String FORWARDING = """
            SELECT count(*) AS pending, round(extract(epoch FROM now() - min(since)))::bigint AS oldest_seconds
            FROM delivery
            """;

    private static final String LAST_CALLBACK = """
            SELECT round(extract(epoch FROM now() - received_at))::bigint AS seconds_ago
            FROM callback ORDER BY received_at DESC LIMIT 1
            """;

    private static final String SPEED = "SELECT speed_now(pace) AS speed FROM pace";

    private final Snapshots snapshots;

    public NowStore(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Each figure's rows, by its name. */
    Future<Snapshot<Map<String, JsonArray>>> read() {
        return snapshots.read(NowStore::figures);
    }

    private static Future<Map<String, JsonArray>> figures(SqlConnection connection) {
        Map<String, Future<JsonArray>> asked = new LinkedHashMap<>();
        asked.put("spans", rows(connection, SPANS, Tuple.of(CONFIRMED_WITHIN, MINUTES)));
        asked.put("login_codes", rows(connection, LOGIN_CODES, Tuple.of(CONFIRMED_WITHIN, MINUTES)));
        asked.put("login_codes_before", rows(connection, LOGIN_CODES_BEFORE, Tuple.of(bucketsInTime())));
        asked.put("waiting", rows(connection, WAITING, Tuple.tuple()));
        asked.put("silent", rows(connection, SILENT, Tuple.tuple()));
        asked.put("failures", rows(connection, FAILURES, Tuple.tuple()));
        asked.put("failed", rows(connection, FAILED, Tuple.tuple()));
        asked.put("held", rows(connection, HELD, Tuple.tuple()));
        asked.put("forwarding", rows(connection, FORWARDING, Tuple.tuple()));
        asked.put("last_callback", rows(connection, LAST_CALLBACK, Tuple.tuple()));
        asked.put("speed", rows(connection, SPEED, Tuple.tuple()));
        return Future.all(List.copyOf(asked.values())).map(all -> {
            Map<String, JsonArray> figures = new LinkedHashMap<>();
            asked.forEach((name, rows) -> figures.put(name, rows.result()));
            return figures;
        });
    }

    /** The boundary of buckets that lies nearest. */
    private static int bucketsInTime() {
        return Counted.bucket(Duration.ofSeconds(CONFIRMED_WITHIN));
    }

    private static Future<JsonArray> rows(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> new JsonArray(rows.stream().map(Row::toJson).toList()));
    }

    /** The one row of a figure; empty where there is none. */
    static JsonObject one(JsonArray rows) {
        return rows.isEmpty() ? new JsonObject() : rows.getJsonObject(0);
    }
}
