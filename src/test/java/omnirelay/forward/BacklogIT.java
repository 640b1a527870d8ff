package omnirelay.forward;

import static omnirelay.support.Soon.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import omnirelay.config.ConfigLoader;
import omnirelay.config.RelayConfig;
import omnirelay.message.NumberHash;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BacklogIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "OMNIRELAY_SANDBOX_ENABLED",
            "true",
            "OMNIRELAY_RECEIVERS",
            "[{name: audit, url: 'https://audit.example.com/'}, {name: idle, url: 'https://idle.example.com/'}]");

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void close() {
        await(vertx.close());
        database.close();
    }

    @Test
    void tellsThoseOfTheConfigurationApartAndAllOthersTogether() {
        RelayConfig config = ConfigLoader.load(null, SETTINGS::get);
        Backlog backlog = new Backlog(database.pool(vertx), new Receivers(config, new NumberHash(new byte[32])));
        database.execute("""
                INSERT INTO delivery (receiver, url, message_id, seq, since) VALUES
                  ('audit', '', gen_random_uuid(), 1, now() - interval '30 s'),
                  ('audit', '', gen_random_uuid(), 2, now() - interval '20 s'),
                  ('https://one.example.com', '', gen_random_uuid(), 3, now() - interval '60 s'),
                  ('https://other.example.com', '', gen_random_uuid(), 4, now() - interval '90 s'),
                  ('removed', '', gen_random_uuid(), 5, now())
                """);

        assertThat(await(backlog.read()))
                .extracting(behind ->
                        "%s %d %d s".formatted(behind.receiver(), behind.pending(), aboutSeconds(behind.oldest())))
                .containsExactlyInAnyOrder("audit 2 30 s", "idle 0 0 s", "by request 3 90 s");
    }

    private static long aboutSeconds(Duration age) {
        return age.toSeconds() / 10 * 10;
    }
}
