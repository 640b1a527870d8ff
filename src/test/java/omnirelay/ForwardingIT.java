package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import omnirelay.support.Application;
import omnirelay.support.Application.Told;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.support.Soon;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an application hears behind the relay is what it would have heard from TeleSign. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardingIT {
    private final Vertx vertx = Vertx.vertx();
    private final Application shop = Application.start(vertx);
    private final Application rest = Application.start(vertx);
    private final RelayUnderTest relay = RelayUnderTest.start(
            Map.of("callback.default-url", rest.url("/rest").toString()));

    @AfterAll
    void stop() {
        relay.close();
        Soon.await(vertx.close());
    }

    private static String send(String digits, String externalId, URI callbackUrl) {
        return new JsonObject(Sends.mmsThenSms(digits, externalId))
                .put("callback_url", callbackUrl.toString())
                .encode();
    }

    @Test
    void theApplicationHearsWhatTelesignSaidUnderItsOwnIds() {
        HttpResponse<String> answer = relay.post("/v1/omnichannel", send("0002", "order-7", shop.url("/a")));
        String reference = new JsonObject(answer.body()).getString("reference_id");

        List<String> heard = new ArrayList<>();
        do {
            Told told = shop.next();
            assertThat(told.signed()).isTrue();
            assertThat(told.request().method().name()).isEqualTo("POST");
            assertThat(told.json().getString("reference_id")).isEqualTo(reference);
            heard.add(told.text());
        } while (!heard.get(heard.size() - 1).contains("\"code\":3000"));

        List<String> fromTelesign = relay.database().texts("""
                SELECT convert_from(b.body, 'UTF8') FROM callback c JOIN callback_body b USING (message_id, hash)
                JOIN message m ON m.id = c.message_id WHERE m.external_id = 'order-7' ORDER BY c.position
                """);
        assertThat(heard)
                .isEqualTo(fromTelesign.stream()
                        .map(body -> body.replaceAll("\"external_id\":\"[^\"]+\"", "\"external_id\":\"order-7\""))
                        .toList());
    }

    @Test
    void aCallerThatDidNotWaitHearsOfTheIdItWasGiven() {
        HttpResponse<String> answer = relay.postAsync(
                        "/v1/omnichannel", send("0001", "later-1", shop.url("/b")), "Prefer", "respond-async")
                .join();
        String given = new JsonObject(answer.body()).getString("reference_id");

        Told told = shop.next();
        assertThat(told.json().getString("reference_id")).isEqualTo(given);
        assertThat(told.json().getString("external_id")).isEqualTo("later-1");
        await().until(() -> shop.rest().stream().anyMatch(each -> each.text().contains("\"code\":3000")));
    }
}
