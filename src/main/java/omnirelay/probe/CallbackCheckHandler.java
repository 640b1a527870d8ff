package omnirelay.probe;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import omnirelay.http.JsonFields;
import omnirelay.http.Problem;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.StrictJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/callback-check}: whether callbacks would arrive at an address, {@code {"url": …}}. */
public final class CallbackCheckHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackCheckHandler.class);

    private final CallbackCheck check;
    private final @Nullable URI usual;

    /** @param usual the address to check where none is given; null for none */
    public CallbackCheckHandler(CallbackCheck check, @Nullable URI usual) {
        this.check = check;
        this.usual = usual;
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonFields fields =
                JsonFields.of(StrictJson.object(ReceiveBodyHandler.received(ctx).bytes()), Set.of("url"));
        check.run(url(fields.text("url")))
                .compose(findings -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(findings.toJson().toBuffer()))
                .onFailure(gone -> LOG.debug("nobody waited for the check's findings"));
    }

    private URI url(Optional<String> given) {
        if (given.isPresent()) {
            return CallbackCheck.url(given.get())
                    .orElseThrow(() -> Problem.inField(
                            "url", "Must be an address like https://hooks.example.com/callbacks/telesign."));
        }
        if (usual == null) {
            throw Problem.inField("url", "Must be given, because telesign.callback-url is not set.");
        }
        return usual;
    }
}
