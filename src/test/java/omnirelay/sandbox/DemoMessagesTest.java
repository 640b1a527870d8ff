package omnirelay.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.SendRequest;
import omnirelay.telesign.SendRequestValidator;
import omnirelay.telesign.Validation;
import org.junit.jupiter.api.Test;

class DemoMessagesTest {
    private final List<JsonObject> messages = messages(7);

    @Test
    void theSameSeedGivesTheSameMessages() {
        assertThat(messages(7)).isEqualTo(messages);
        assertThat(messages(8)).isNotEqualTo(messages);
    }

    @Test
    void theBurstShowsEveryScenario() {
        Set<Scenario> shown = messages.stream()
                .limit(DemoTraffic.BURST)
                .map(DemoMessagesTest::scenario)
                .collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrder(Scenario.values());
    }

    @Test
    void theBurstFillsEveryView() {
        List<JsonObject> burst = messages.subList(0, DemoTraffic.BURST);

        assertThat(burst.stream().map(message -> message.getString("message_type")))
                .contains("OTP", "ARN", "MKT");
        assertThat(burst.stream()
                        .map(message -> message.getJsonObject("omnirelay").getString("label"))
                        .distinct())
                .hasSizeGreaterThan(4);
        assertThat(burst.stream().map(DemoMessagesTest::country).distinct()).hasSizeGreaterThan(3);
        assertThat(burst).anyMatch(message -> !message.containsKey("external_id"));
    }

    @Test
    void laterSendsDoNotLookLikeAnOutage() {
        assertThat(messages.stream().skip(DemoTraffic.BURST).map(DemoMessagesTest::scenario))
                .doesNotContain(Scenario.NOT_AUTHORIZED, Scenario.CALLBACK_URL_REFUSED, Scenario.SILENCE);
    }

    @Test
    void everyMessageKeepsTeleSignsRulesAndCanBeSentOnEveryChannel() {
        SendRequestValidator validator = new SendRequestValidator(CodeCatalogue.load(), null);

        assertThat(messages).allSatisfy(message -> {
            Validation validation = validator.validate(message.encode().getBytes(UTF_8));
            assertThat(validation).isInstanceOf(Validation.Valid.class);
            SendRequest request = ((Validation.Valid) validation).request();
            assertThat(request.channels())
                    .allSatisfy(channel -> assertThat(
                                    Fault.of(channel.name(), number(message), message.getJsonObject("message")))
                            .isEmpty());
        });
    }

    private static List<JsonObject> messages(long seed) {
        DemoMessages messages = new DemoMessages(seed);
        return IntStream.range(0, DemoTraffic.MESSAGES)
                .mapToObj(messages::message)
                .toList();
    }

    private static Scenario scenario(JsonObject message) {
        return Scenario.of(number(message));
    }

    private static String number(JsonObject message) {
        return message.getJsonObject("recipient").getString("phone_number");
    }

    private static String country(JsonObject message) {
        return number(message).substring(0, 2);
    }
}
