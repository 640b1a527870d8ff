package omnirelay.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import omnirelay.config.Role;

/** What {@code /api/session} says about who asks. */
public final class WhoAmI {
    private final String mode;

    public WhoAmI(boolean sandbox) {
        this.mode = sandbox ? "sandbox" : "production";
    }

    /** {@code {"mode","signed_in"}}, and for those known {@code "kind","name","roles"}. */
    JsonObject toJson(Optional<Principal> asking) {
        JsonObject json = new JsonObject().put("mode", mode).put("signed_in", asking.isPresent());
        asking.ifPresent(principal -> json.put("kind", principal.kind().wire())
                .put("name", principal.id())
                .put(
                        "roles",
                        new JsonArray(principal.roles().stream()
                                .sorted()
                                .map(Role::wire)
                                .toList())));
        return json;
    }
}
