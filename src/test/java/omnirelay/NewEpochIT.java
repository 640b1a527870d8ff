package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import omnirelay.ledger.NewEpoch;
import omnirelay.support.FeedClient;
import omnirelay.support.RelayUnderTest;
import org.junit.jupiter.api.Test;

class NewEpochIT {
    @Test
    void watchersOfARunningRelayAreToldToReadAnew() {
        try (RelayUnderTest relay = RelayUnderTest.start(Map.of());
                FeedClient feed = relay.feed()) {
            String before = feed.subscribeToAllFrom("start").getString("epoch");

            NewEpoch.request(relay.database().database());
            relay.post("/v1/omnichannel", """
                    {"channels": [{"channel": "sms"}], "recipient": {"phone_number": "15555550001"},
                     "message": {"sms": {"template": "text", "parameters": {"text": "Hello"}}}, "message_type": "MKT"}
                    """);

            var reset = feed.next(frame -> frame.getString("type").equals("reset"));
            assertThat(reset.getString("reason")).isEqualTo("epoch_changed");
            assertThat(reset.getString("epoch")).isNotEqualTo(before);
        }
    }
}
