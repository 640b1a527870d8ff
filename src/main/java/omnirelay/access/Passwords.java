package omnirelay.access;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.BcryptFunction;
import com.password4j.HashingFunction;
import com.password4j.Password;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import omnirelay.config.RelayConfig.User;
import omnirelay.config.StartupException;
import omnirelay.http.Problem;

/**
 * Checks passwords, one at a time and on a worker, since each takes a good part of a second by design. Runs on one event
 * loop.
 */
public final class Passwords {
    private static final int WAITING_MAX = 10;

    private final Vertx vertx;
    private final Map<String, User> users;
    /** Whose hash is computed for a name that nobody has, so that its absence does not show in the time it takes. */
    private final Optional<User> standIn;

    private int waiting;

    /** Throws a {@link StartupException} that names the user whose hash cannot be read. */
    public Passwords(Vertx vertx, List<User> users) {
        this.vertx = vertx;
        this.users = users.stream().collect(Collectors.toUnmodifiableMap(User::name, Function.identity()));
        this.standIn = users.stream().findFirst();
        users.forEach(Passwords::functionOf);
    }

    /** The user who has this name and password. Fails with a 503 {@link Problem} where too many are being checked. */
    Future<Optional<User>> check(String name, String password) {
        User user = users.get(name);
        Optional<User> computed = Optional.ofNullable(user).or(() -> standIn);
        if (computed.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        if (waiting >= WAITING_MAX) {
            return Future.failedFuture(
                    Problem.later(503, Duration.ofSeconds(3), "Too many people sign in right now; try again."));
        }
        waiting++;
        return vertx.executeBlocking(() -> matches(password, computed.get()))
                .onComplete(done -> waiting--)
                .map(right -> right ? Optional.ofNullable(user) : Optional.empty());
    }

    private static boolean matches(String password, User user) {
        return Password.check(password, user.passwordHash().value()).with(functionOf(user));
    }

    private static HashingFunction functionOf(User user) {
        String hash = user.passwordHash().value();
        try {
            return hash.startsWith("$argon2")
                    ? Argon2Function.getInstanceFromHash(hash)
                    : BcryptFunction.getInstanceFromHash(hash);
        } catch (BadParametersException e) {
            throw new StartupException(
                    "users: the password-hash of %s is neither Argon2's nor bcrypt's".formatted(user.name()), e);
        }
    }
}
