package omnirelay.probe;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** What a check of a callback address found, in the order in which a callback would meet it. */
public record Findings(URI url, List<Finding> all) {
    public Findings {
        all = List.copyOf(all);
    }

    /** Whether TeleSign's callbacks would arrive. */
    public boolean good() {
        return all.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.BAD);
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("url", url.toString())
                .put("good", good())
                .put("findings", new JsonArray(all.stream().map(Finding::toJson).toList()));
    }

    /** A line for each finding, for a person. */
    @Override
    public String toString() {
        return all.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
