package omnirelay.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import omnirelay.config.RelayConfig.User;
import omnirelay.config.Role;
import omnirelay.http.Sha256;

/**
 * People's sessions, as every node sees them. One ends 12 hours after it was last used. Who has a token has the session,
 * so only its hash is stored; the hash names the session everywhere else.
 */
public final class Sessions {
    private static final int TOKEN_BYTES = 32;

    private final Pool pool;
    private final SecureRandom random;

    /** A new session; the token is told once, to the browser. */
    record Begun(String id, String token) {
        @Override
        public String toString() {
            return "Begun[" + id + "]";
        }
    }

    /** A session that goes on. */
    record Session(String id, String person, String passwordDigest, Set<Role> roles) {
        /** Whether it was begun with the password that {@code user} has now. */
        boolean isWithPasswordOf(User user) {
            return passwordDigest.equals(digestOfPassword(user));
        }
    }

    public Sessions(Pool pool, SecureRandom random) {
        this.pool = pool;
        this.random = random;
    }

    private static final String BEGIN = """
            WITH over AS (DELETE FROM session WHERE expires_at <= now())
            INSERT INTO session (token_hash, person, password_digest, roles, expires_at)
            VALUES ($1, $2, $3, $4, now() + interval '12 hours')
            """;

    Future<Begun> begin(User user) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String[] wire = user.roles().stream().map(Role::wire).toArray(String[]::new);
        Begun begun = new Begun(digest(token), token);
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(begun.id(), user.name(), digestOfPassword(user), wire))
                .map(begun);
    }

    /** Using a session prolongs it, but not with a write for every request. */
    private static final String FIND = """
            WITH found AS (
              SELECT token_hash, person, password_digest, roles, expires_at < now() + interval '11 hours 50 minutes' AS prolong
              FROM session WHERE token_hash = $1 AND expires_at > now()
            ), prolonged AS (
              UPDATE session SET expires_at = now() + interval '12 hours'
              FROM found WHERE found.prolong AND session.token_hash = found.token_hash
            )
            SELECT person, password_digest, roles FROM found
            """;

    Future<Optional<Session>> find(String token) {
        String id = digest(token);
        return pool.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> {
            Iterator<Row> row = rows.iterator();
            return row.hasNext() ? Optional.of(session(id, row.next())) : Optional.empty();
        });
    }

    private static final String END = "DELETE FROM session WHERE token_hash = $1";

    Future<Void> end(String id) {
        return pool.preparedQuery(END).execute(Tuple.of(id)).mapEmpty();
    }

    private static final String STILL_OPEN = """
            UPDATE session SET expires_at = now() + interval '12 hours'
            WHERE token_hash = ANY ($1) AND expires_at > now()
            RETURNING token_hash
            """;

    /** Those of {@code ids} that go on; being looked at is a use of them. */
    Future<Set<String>> stillOpen(Collection<String> ids) {
        return pool.preparedQuery(STILL_OPEN)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> rows.stream().map(row -> row.getString(0)).collect(Collectors.toSet()));
    }

    private static Session session(String id, Row row) {
        Set<Role> roles = Arrays.stream(row.getArrayOfStrings("roles"))
                .map(Role::ofWire)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        return new Session(id, row.getString("person"), row.getString("password_digest"), roles);
    }

    private static String digestOfPassword(User user) {
        return digest(user.passwordHash().value());
    }

    private static String digest(String text) {
        return Sha256.hex(text.getBytes(UTF_8));
    }
}
