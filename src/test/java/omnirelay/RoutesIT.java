package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omnirelay.config.ConfigLoader;
import omnirelay.config.RelayConfig;
import omnirelay.http.Metrics;
import omnirelay.storage.Installation;
import omnirelay.support.ApiContract;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import omnirelay.telesign.ApiKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The URL table against its description. */
class RoutesIT {
    /** Beside what is described there is the page, whose addresses are for people. */
    private static final Set<String> PAGE = Set.of(
            "GET /", "GET /find", "GET /now", "GET /send", "GET /connection", "GET /messages/", "GET /recipients/");

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void stop() {
        Soon.await(vertx.close());
        metrics.close();
        database.close();
    }

    @Test
    void whatIsServedIsDescribedAndWhatIsDescribedIsServed() {
        Set<String> served = served(routes().everything(true));
        served.removeAll(PAGE);

        assertThat(served).isEqualTo(ApiContract.operations());
    }

    @Test
    void whereCallbacksHaveAListenerOfTheirOwnItServesNothingElse() {
        assertThat(served(routes().everything(false))).noneMatch(route -> route.endsWith("/callbacks/telesign"));
        assertThat(served(routes().callbacksOnly()))
                .containsExactlyInAnyOrder(
                        "GET /callbacks/telesign",
                        "POST /callbacks/telesign",
                        "PUT /callbacks/telesign",
                        "GET /health/live");
    }

    private Routes routes() {
        RelayConfig config = ConfigLoader.load(null, variable -> null);
        Installation installation = Installation.open(database.database(), true);
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        ApiKey key = new ApiKey(
                "telesign", config.telesign().customerId(), config.telesign().apiKey());
        Parts parts = Parts.of(
                new Parts.Surroundings(vertx, config, database.database(), installation, clock, random),
                new RelayMeters(metrics.registry()),
                key,
                config.telesign().url());
        return new Routes(vertx, config, parts, metrics, clock, random);
    }

    /** As the description writes it: {@code GET /api/messages/{id}}. */
    private static Set<String> served(Router router) {
        return router.getRoutes().stream().flatMap(RoutesIT::operations).collect(Collectors.toSet());
    }

    /** Routes for whatever method only complete the others. */
    private static Stream<String> operations(Route route) {
        return route.methods() == null
                ? Stream.of()
                : route.methods().stream()
                        .map(method -> method + " " + route.getPath().replaceAll(":(\\w+)", "{$1}"));
    }
}
