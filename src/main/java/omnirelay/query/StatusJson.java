package omnirelay.query;

import io.vertx.core.json.JsonObject;
import omnirelay.message.Finality;
import omnirelay.message.Report;
import omnirelay.message.Status;
import omnirelay.message.UpdatedOn;
import org.jspecify.annotations.Nullable;

/** A status, with the names that the feed gives its parts. */
final class StatusJson {
    private StatusJson() {}

    static JsonObject of(Status status) {
        return new JsonObject()
                .put("code", status.code())
                .put("description", status.description())
                .put("outcome", status.outcome().wire())
                .put("final", status.finality() == Finality.FINAL)
                .put("reference_id", present(status.referenceId()))
                .put("updated_on", updatedOn(status.updatedOn()));
    }

    static JsonObject of(Report report) {
        return of(new Status(
                report.code(),
                report.description(),
                report.outcome(),
                report.finality(),
                report.referenceId(),
                report.updatedOn()));
    }

    static @Nullable String present(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The instant in RFC 3339; TeleSign's own text where it cannot be read. */
    private static @Nullable String updatedOn(UpdatedOn updatedOn) {
        return updatedOn.instant() != null ? updatedOn.instant().toString() : present(updatedOn.text());
    }
}
