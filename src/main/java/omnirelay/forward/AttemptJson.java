package omnirelay.forward;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import omnirelay.forward.ReceiverStore.Kept;
import omnirelay.forward.ReceiverStore.Outcome;
import org.jspecify.annotations.Nullable;

/** A try, as it is told. */
final class AttemptJson {
    private AttemptJson() {}

    static JsonObject of(Outcome outcome) {
        return new JsonObject()
                .put("at", text(outcome.at()))
                .put("status", outcome.status())
                .put("trouble", outcome.trouble());
    }

    static JsonObject of(Kept kept) {
        return of(kept.outcome())
                .put("message_id", kept.message().toString())
                .put("seq", kept.seq())
                .put("try", kept.tryNumber())
                .put("took_ms", kept.tookMillis())
                .put("next_at", text(kept.next()));
    }

    static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
