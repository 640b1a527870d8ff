package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import omnirelay.support.Application;
import omnirelay.support.Application.Told;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One node forwards for all, and another goes on where it ends. */
class ForwardNodesIT {
    private final Vertx vertx = Vertx.vertx();
    private final Application application = Application.start(vertx);

    @AfterEach
    void close() {
        Soon.await(vertx.close());
    }

    @Test
    void whatOneNodeTookAnotherForwardsOnce() {
        try (TestDatabase database = TestDatabase.create()) {
            RelayUnderTest one = RelayUnderTest.on(database, Map.of());
            RelayUnderTest other = RelayUnderTest.on(database, Map.of());
            hears(send(one, "by-one"));
            hears(send(other, "by-other"));
            one.stop();
            hears(send(other, "after-one"));
            other.stop();
            assertThat(application.rest()).isEmpty();
        }
    }

    @Test
    void whatWaitedThroughAnOutageOfADayIsNotTriedAgain() {
        try (TestDatabase database = TestDatabase.create()) {
            RelayUnderTest before = RelayUnderTest.on(database, Map.of());
            application.stop();
            send(before, "before");
            await().until(() ->
                    database.texts("SELECT count(*) FROM delivery").get(0).equals("3"));
            before.stop();
            database.execute("UPDATE delivery SET since = since - interval '25 h', next_at = now()");
            application.startAgain();

            RelayUnderTest after = RelayUnderTest.on(database, Map.of());
            hears(send(after, "after"));

            assertThat(database.texts("SELECT count(*) FROM attempt WHERE trouble = 'given up after 24 h'"))
                    .containsExactly("3");
            assertThat(after.get("/api/receivers").body()).contains("\"pending\":0");
            after.stop();
        }
    }

    private String send(RelayUnderTest relay, String externalId) {
        String body = new JsonObject(Sends.mmsThenSms("0001", externalId))
                .put("callback_url", application.url("/nodes").toString())
                .encode();
        assertThat(relay.post("/v1/omnichannel", body).statusCode()).isEqualTo(200);
        return externalId;
    }

    private void hears(String externalId) {
        List<Integer> codes = new ArrayList<>();
        do {
            Told told = application.next();
            assertThat(told.json().getString("external_id")).isEqualTo(externalId);
            codes.add(told.json().getJsonObject("status").getInteger("code"));
        } while (!codes.contains(3000));
        assertThat(codes).containsExactly(3001, 3002, 3000);
    }
}
