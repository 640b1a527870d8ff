package omnirelay.query;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import omnirelay.query.Snapshots.Snapshot;
import omnirelay.query.SummaryStore.Arrived;
import omnirelay.query.SummaryStore.Figures;
import omnirelay.query.SummaryStore.OnChannel;
import omnirelay.query.SummaryStore.Shown;
import org.jspecify.annotations.Nullable;

/** The figures of a span, as they are told. */
final class SummaryJson {
    private static final List<Integer> PERCENTILES = List.of(50, 90, 99);

    private SummaryJson() {}

    static JsonObject of(Snapshot<Figures> read, SummaryFilter filter) {
        Figures figures = read.value();
        return new JsonObject()
                .put("as_of", read.asOf().toJson())
                .put("at", read.asOf().at().toString())
                .put("from", filter.from().toString())
                .put("to", filter.to().toString())
                .put("counted_since", figures.since().toString())
                .put("step", filter.step())
                .put("messages", sum(figures.shown(), Shown::messages))
                .put("double_deliveries", doubles(figures.shown()))
                .put("outcomes", counts(figures.shown(), Shown::outcome, Shown::messages))
                .put("sends", counts(figures.shown(), Shown::send, Shown::messages))
                .put("codes", codes(figures.shown()))
                .put("channels", channels(figures))
                .put("steps", steps(figures));
    }

    private static <T> long sum(List<T> lines, Function<T, Long> messages) {
        return lines.stream().mapToLong(messages::apply).sum();
    }

    private static long doubles(List<Shown> shown) {
        return shown.stream()
                .filter(Shown::doubleDelivery)
                .mapToLong(Shown::messages)
                .sum();
    }

    private static <T> JsonObject counts(List<T> lines, Function<T, String> name, Function<T, Long> messages) {
        JsonObject counts = new JsonObject();
        lines.stream()
                .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.summingLong(messages::apply)))
                .forEach(counts::put);
        return counts;
    }

    /** What most messages show comes first. */
    private static JsonArray codes(List<Shown> shown) {
        record Code(int code, String outcome) {}
        return shown.stream()
                .collect(Collectors.groupingBy(
                        each -> new Code(each.code(), each.outcome()), Collectors.summingLong(Shown::messages)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<Code, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().code()))
                .map(entry -> new JsonObject()
                        .put("code", entry.getKey().code())
                        .put("outcome", entry.getKey().outcome())
                        .put("messages", entry.getValue()))
                .collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
    }

    private static JsonArray channels(Figures figures) {
        Map<String, List<OnChannel>> shown = figures.channels().stream()
                .collect(Collectors.groupingBy(OnChannel::channel, TreeMap::new, Collectors.toList()));
        JsonArray all = new JsonArray();
        shown.forEach((channel, lines) -> {
            List<Arrived> arrived = figures.arrived().stream()
                    .filter(each -> each.channel().equals(channel))
                    .toList();
            all.add(new JsonObject()
                    .put("channel", channel)
                    .put("outcomes", counts(lines, OnChannel::outcome, OnChannel::messages))
                    .put("arrival", arrival(arrived)));
        });
        return all;
    }

    private static JsonObject arrival(List<Arrived> arrived) {
        JsonObject arrival = new JsonObject().put("messages", sum(arrived, Arrived::messages));
        PERCENTILES.forEach(percent -> arrival.put("p" + percent + "_ms", percentile(arrived, percent)));
        JsonArray buckets = new JsonArray();
        arrived.forEach(each -> buckets.add(
                new JsonObject().put("within_ms", each.within().toMillis()).put("messages", each.messages())));
        return arrival.put("buckets", buckets);
    }

    /** Null where nothing arrived. */
    private static @Nullable Long percentile(List<Arrived> arrived, int percent) {
        long wanted = (sum(arrived, Arrived::messages) * percent + 99) / 100;
        long seen = 0;
        for (Arrived each : arrived) {
            seen += each.messages();
            if (seen >= wanted) {
                return each.within().toMillis();
            }
        }
        return null;
    }

    private static JsonArray steps(Figures figures) {
        Map<Instant, List<Shown>> shown =
                figures.shown().stream().collect(Collectors.groupingBy(Shown::step, TreeMap::new, Collectors.toList()));
        JsonArray steps = new JsonArray();
        shown.forEach((step, lines) -> steps.add(new JsonObject()
                .put("from", step.toString())
                .put("messages", sum(lines, Shown::messages))
                .put("outcomes", counts(lines, Shown::outcome, Shown::messages))
                .put("double_deliveries", doubles(lines))
                .put("channels", onChannels(figures.channels(), step))));
        return steps;
    }

    private static JsonObject onChannels(List<OnChannel> channels, Instant step) {
        JsonObject byChannel = new JsonObject();
        channels.stream()
                .filter(each -> each.step().equals(step))
                .collect(Collectors.groupingBy(OnChannel::channel, TreeMap::new, Collectors.toList()))
                .forEach((channel, lines) ->
                        byChannel.put(channel, counts(lines, OnChannel::outcome, OnChannel::messages)));
        return byChannel;
    }
}
