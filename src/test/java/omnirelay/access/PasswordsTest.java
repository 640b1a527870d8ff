package omnirelay.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import omnirelay.config.RelayConfig.User;
import omnirelay.config.Role;
import omnirelay.config.Secret;
import omnirelay.config.StartupException;
import omnirelay.http.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {
    /** In the spelling of {@code htpasswd -B}. */
    private static final User ADA = user("ada", "$2y$04$abcdefghijklmnopqrstuuhiTVLHQPvYzPykOsCOnc5I00eOfh33K");

    private static final User GRACE = user(
            "grace",
            Password.hash("hopper")
                    .addRandomSalt()
                    .with(Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID))
                    .getResult());

    private final Vertx vertx = Vertx.vertx();
    private final Passwords passwords = new Passwords(vertx, List.of(ADA, GRACE));

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource({
        "ada,    lovelace, true",
        "grace,  hopper,   true",
        "ada,    hopper,   false",
        "grace,  Hopper,   false",
        "nobody, lovelace, false",
        "Ada,    lovelace, false"
    })
    void onlyTheRightPasswordOpens(String name, String password, boolean opens) {
        assertThat(passwords.check(name, password).await().map(User::name).isPresent())
                .isEqualTo(opens);
    }

    @Test
    void withoutUsersNobodyIsLetIn() {
        assertThat(new Passwords(vertx, List.of()).check("ada", "lovelace").await())
                .isEmpty();
    }

    @Test
    void tooManyAtOnceAreToldToComeAgain() {
        List<Future<?>> checks = new ArrayList<>();
        Future.<Void>future(promise -> vertx.runOnContext(go -> {
                    for (int i = 0; i < 100; i++) {
                        checks.add(passwords.check("ada", "lovelace"));
                    }
                    promise.complete();
                }))
                .await();
        Future.join(checks).otherwiseEmpty().await();

        assertThat(checks).filteredOn(Future::succeeded).hasSizeGreaterThanOrEqualTo(10);
        assertThat(checks)
                .filteredOn(Future::failed)
                .isNotEmpty()
                .allSatisfy(
                        check -> assertThat(((Problem) check.cause()).status()).isEqualTo(503));
        assertThat(passwords.check("ada", "lovelace").await()).contains(ADA);
    }

    @Test
    void aHashThatCannotBeReadStopsTheStart() {
        assertThat(catchThrowable(() -> new Passwords(vertx, List.of(user("ada", "$2b$nonsense")))))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("ada")
                .hasMessageNotContaining("nonsense");
    }

    private static User user(String name, String hash) {
        return new User(name, new Secret(hash), EnumSet.of(Role.VIEW));
    }
}
