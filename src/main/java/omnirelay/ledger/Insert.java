package omnirelay.ledger;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement that inserts any number of rows at once: one array parameter for each column, taken apart by {@code
 * unnest}. So a batch costs one statement for each table, and the statement's text never changes.
 */
final class Insert<T> {
    /** ASCII's own unit separator: no name or number holds it. */
    private static final String SEPARATOR = "\u001f";

    private record Column<T>(String name, String type, boolean list, Function<List<T>, Object> array) {}

    private final List<Column<T>> columns;
    private final String sql;

    private Insert(String table, String conflict, List<Column<T>> columns) {
        this.columns = List.copyOf(columns);
        this.sql = sql(table, conflict, this.columns);
    }

    static <T> Builder<T> into(String table) {
        return new Builder<>(table);
    }

    String sql() {
        return sql;
    }

    private static <T> String sql(String table, String conflict, List<Column<T>> columns) {
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            String comma = i == 0 ? "" : ", ";
            names.append(comma).append(column.name());
            values.append(comma)
                    .append(
                            column.list()
                                    ? "string_to_array(" + column.name() + ", E'" + SEPARATOR + "')"
                                    : column.name());
            if (column.list() && !column.type().equals("text")) {
                values.append("::").append(column.type()).append("[]");
            }
            parameters.append(comma).append('$').append(i + 1).append("::");
            parameters.append(column.list() ? "text" : column.type()).append("[]");
        }
        return "INSERT INTO " + table + " (" + names + ") SELECT " + values + " FROM unnest(" + parameters
                + ") AS row (" + names + ") " + conflict;
    }

    Tuple tuple(List<T> rows) {
        Tuple tuple = Tuple.tuple();
        columns.forEach(column -> tuple.addValue(column.array().apply(rows)));
        return tuple;
    }

    static final class Builder<T> {
        private final String table;
        private final List<Column<T>> columns = new ArrayList<>();

        private Builder(String table) {
            this.table = table;
        }

        Builder<T> uuid(String name, Function<T, @Nullable UUID> value) {
            return column(name, "uuid", value, UUID[]::new);
        }

        Builder<T> text(String name, Function<T, @Nullable String> value) {
            return column(name, "text", value, String[]::new);
        }

        Builder<T> integer(String name, Function<T, @Nullable Integer> value) {
            return column(name, "integer", value, Integer[]::new);
        }

        Builder<T> bigint(String name, Function<T, Long> value) {
            return column(name, "bigint", value, Long[]::new);
        }

        Builder<T> bool(String name, Function<T, @Nullable Boolean> value) {
            return column(name, "boolean", value, Boolean[]::new);
        }

        Builder<T> bytes(String name, Function<T, byte[]> value) {
            return column(name, "bytea", row -> Buffer.buffer(value.apply(row)), Buffer[]::new);
        }

        Builder<T> time(String name, Function<T, @Nullable Instant> value) {
            return column(name, "timestamptz", row -> utc(value.apply(row)), OffsetDateTime[]::new);
        }

        /** An array for each row. {@code unnest} would flatten arrays of arrays, so they travel as text. */
        Builder<T> list(String name, String type, Function<T, List<?>> value) {
            Function<T, @Nullable String> joined =
                    row -> value.apply(row).stream().map(Object::toString).collect(Collectors.joining(SEPARATOR));
            columns.add(new Column<>(name, type, true, rows -> array(rows, joined, String[]::new)));
            return this;
        }

        private <V> Builder<T> column(
                String name, String type, Function<T, ? extends @Nullable V> value, IntFunction<@Nullable V[]> array) {
            columns.add(new Column<>(name, type, false, rows -> array(rows, value, array)));
            return this;
        }

        private static <T, V> Object array(
                List<T> rows, Function<T, ? extends @Nullable V> value, IntFunction<@Nullable V[]> array) {
            @Nullable V[] values = array.apply(rows.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = value.apply(rows.get(i));
            }
            return values;
        }

        private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
            return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
        }

        Insert<T> failingOnDuplicates() {
            return new Insert<>(table, "", columns);
        }

        Insert<T> ignoringDuplicates() {
            return new Insert<>(table, "ON CONFLICT DO NOTHING", columns);
        }

        Insert<T> onConflict(String conflict) {
            return new Insert<>(table, "ON CONFLICT " + conflict, columns);
        }
    }
}
