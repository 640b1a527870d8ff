package omnirelay.ledger;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import omnirelay.message.Change.CalledBack;
import omnirelay.message.Change.NewReport;
import omnirelay.message.Finality;
import omnirelay.message.Outcome;
import omnirelay.message.Report;
import omnirelay.message.UpdatedOn;
import org.jspecify.annotations.Nullable;

/** The table {@code report}: every report once, by its identity. */
final class ReportTable {
    private ReportTable() {}

    record Line(NewReport fresh, Instant at, int position) {
        Report report() {
            return fresh.report();
        }
    }

    private static final String COLUMNS = """
            SELECT message_id, channel, code, reference_id, last_channel, description, outcome, finality, updated_on,
                   updated_on_text
            FROM report
            """;

    static final String SELECT = COLUMNS + "WHERE message_id IN (SELECT touched($1, $2, $3, $4, $5, $6))";

    static final String SELECT_ONE = COLUMNS + "WHERE message_id = $1";

    static final Insert<Line> INSERT = Insert.<Line>into("report")
            .uuid("message_id", line -> line.fresh().id().value())
            .text("channel", line -> line.report().channel())
            .integer("code", line -> line.report().code())
            .text("reference_id", line -> line.report().referenceId())
            .text("updated_on_identity", line -> line.report().updatedOn().identity())
            .text("last_channel", line -> line.report().lastChannel())
            .text("description", line -> line.report().description())
            .text("outcome", line -> line.report().outcome().wire())
            .text("finality", line -> line.report().finality().wire())
            .time("updated_on", line -> line.report().updatedOn().instant())
            .text("updated_on_text", line -> line.report().updatedOn().text())
            .text("source", line -> line.fresh().source().name().toLowerCase(Locale.ROOT))
            .bool("late", line -> line.fresh().late())
            .time("arrived_at", Line::at)
            .integer("position", Line::position)
            .ignoringDuplicates();

    /** What a look-up had found first, brought by a callback after all. */
    static final String CALLED_BACK = """
            UPDATE report SET called_back_at = $7
            FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::text[])
              AS again (message_id, channel, code, reference_id, updated_on_identity, last_channel)
            WHERE report.message_id = again.message_id AND report.channel = again.channel
              AND report.code = again.code AND report.reference_id = again.reference_id
              AND report.updated_on_identity = again.updated_on_identity
              AND report.last_channel = again.last_channel
              AND report.source = 'look_up' AND report.called_back_at IS NULL
            """;

    static Tuple calledBack(List<CalledBack> reports, Instant at) {
        return Tuple.tuple()
                .addValue(each(reports, again -> again.id().value(), UUID[]::new))
                .addValue(each(reports, again -> again.report().channel(), String[]::new))
                .addValue(each(reports, again -> again.report().code(), Integer[]::new))
                .addValue(each(reports, again -> again.report().referenceId(), String[]::new))
                .addValue(each(reports, again -> again.report().updatedOn().identity(), String[]::new))
                .addValue(each(reports, again -> again.report().lastChannel(), String[]::new))
                .addValue(at.atOffset(ZoneOffset.UTC));
    }

    private static <T> T[] each(List<CalledBack> reports, Function<CalledBack, T> column, IntFunction<T[]> array) {
        return reports.stream().map(column).toArray(array);
    }

    /** $1 the message that turned out to be $2. */
    static final String MOVE = """
            WITH moved AS (DELETE FROM report WHERE message_id = $1 RETURNING *)
            INSERT INTO report
            SELECT $2, channel, code, reference_id, updated_on_identity, last_channel, description, outcome, finality,
                   updated_on, updated_on_text, source, late, arrived_at, position, called_back_at
            FROM moved ON CONFLICT DO NOTHING
            """;

    static Report read(Row row) {
        return new Report(
                row.getString("channel"),
                row.getInteger("code"),
                row.getString("description"),
                Outcome.ofWire(row.getString("outcome")),
                Finality.ofWire(row.getString("finality")),
                row.getString("reference_id"),
                new UpdatedOn(instant(row.getOffsetDateTime("updated_on")), row.getString("updated_on_text")),
                row.getString("last_channel"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
