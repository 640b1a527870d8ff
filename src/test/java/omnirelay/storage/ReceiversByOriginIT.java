package omnirelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import omnirelay.support.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What was still to be told when receivers of requests were named by their whole address. */
class ReceiversByOriginIT {
    private static final String BEFORE_ORIGINS = "8";

    @Test
    void goesOverToTheOriginWithItsAddress() {
        try (TestDatabase database = TestDatabase.createEmpty()) {
            migrate(database, BEFORE_ORIGINS);
            Stream.of(
                            "https://shop.example.com/a",
                            "https://shop.example.com:443/b",
                            "http://shop.example.com:80",
                            "http://shop.example.com:443/…",
                            "http://[fd00::1]:8080/x",
                            "https://kiosk.example.com",
                            "client:kiosk",
                            "default")
                    .forEach(name -> add(database, name));

            new Migrations(database.database()).run();

            assertThat(database.texts("SELECT receiver || ' ' || url FROM delivery ORDER BY number"))
                    .containsExactly(
                            "https://shop.example.com told at https://shop.example.com/a",
                            "https://shop.example.com told at https://shop.example.com:443/b",
                            "http://shop.example.com told at http://shop.example.com:80",
                            "http://shop.example.com:443 told at http://shop.example.com:443/…",
                            "http://[fd00::1]:8080 told at http://[fd00::1]:8080/x",
                            "https://kiosk.example.com told at https://kiosk.example.com",
                            "client:kiosk told at client:kiosk",
                            "default told at default");
            assertThat(database.texts("SELECT name FROM receiver"))
                    .hasSameElementsAs(database.texts("SELECT receiver FROM delivery"))
                    .hasSize(7);
        }
    }

    private static void add(TestDatabase database, String name) {
        database.execute("""
                INSERT INTO receiver (name, url) VALUES ('%1$s', 'u');
                INSERT INTO delivery (receiver, url, message_id, seq)
                VALUES ('%1$s', 'told at %1$s', gen_random_uuid(), 1)
                """.formatted(name));
    }

    private static void migrate(TestDatabase database, String version) {
        ConnectionSettings settings = database.settings();
        Flyway.configure()
                .dataSource(
                        database.database().jdbcUrl(),
                        settings.user(),
                        settings.password().value())
                .target(version)
                .load()
                .migrate();
    }
}
