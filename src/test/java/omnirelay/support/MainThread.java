package omnirelay.support;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForConditionOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a page costs, by the browser's own account: tasks of its main thread in processor time, which on a busy machine is
 * far less than the time that passes, and memory.
 */
public final class MainThread {
    private static final String THREAD = "thread_name";
    private static final Set<String> NAMES = Set.of(THREAD, "ThreadControllerImpl::RunTask");
    private static final String TRACE = """
            {"transferMode": "ReportEvents",
             "traceConfig": {"recordMode": "recordUntilFull", "includedCategories": ["toplevel"], "excludedCategories": ["*"]}}
            """;

    /** The browser writes down what all its processes did, and a busy machine takes its time for that. */
    private static final double FLUSH_MILLIS = 120_000;

    private final Page page;
    private final CDPSession session;

    public MainThread(Page page) {
        this.page = page;
        this.session = page.context().newCDPSession(page);
    }

    /** From now on tasks are measured. */
    public void begin() {
        session.send("Tracing.start", JsonParser.parseString(TRACE).getAsJsonObject());
    }

    /** Processor time of each task since {@link #begin}, in milliseconds. */
    public List<Double> end() {
        List<JsonObject> events = new ArrayList<>();
        AtomicBoolean complete = new AtomicBoolean();
        session.on("Tracing.dataCollected", data -> each(data.getAsJsonArray("value"), events));
        session.on("Tracing.tracingComplete", data -> complete.set(true));
        session.send("Tracing.end");
        page.waitForCondition(complete::get, new WaitForConditionOptions().setTimeout(FLUSH_MILLIS));
        Set<String> main = new HashSet<>();
        events.stream()
                .filter(event -> event.get("name").getAsString().equals(THREAD))
                .filter(event ->
                        event.getAsJsonObject("args").get("name").getAsString().equals("CrRendererMain"))
                .forEach(event -> main.add(thread(event)));
        return events.stream()
                .filter(event -> event.has("tdur") && main.contains(thread(event)))
                .map(event -> event.get("tdur").getAsDouble() / 1_000)
                .toList();
    }

    private static void each(JsonArray data, List<JsonObject> events) {
        for (JsonElement each : data) {
            JsonObject event = each.getAsJsonObject();
            if (NAMES.contains(event.get("name").getAsString())) {
                events.add(event);
            }
        }
    }

    private static String thread(JsonObject event) {
        return event.get("pid").getAsString() + "/" + event.get("tid").getAsString();
    }

    /** Bytes that scripts hold on to. */
    public long heap() {
        session.send("HeapProfiler.collectGarbage");
        return session.send("Runtime.getHeapUsage").get("usedSize").getAsLong();
    }
}
