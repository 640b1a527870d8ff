package omnirelay.storage;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import omnirelay.http.Problem;

/** What a failure of the database means to a caller. */
public final class DatabaseProblem {
    private static final Duration WAIT = Duration.ofSeconds(5);

    /** SQLSTATE classes that pass: connection, resources, operator intervention, system error. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "58");

    private static final String READ_ONLY = "25006";

    private DatabaseProblem() {}

    /** 503 where trying again later may help; empty where the failure is none of the database's. */
    public static Optional<Problem> of(Throwable failure) {
        if (!isPassing(failure)) {
            return Optional.empty();
        }
        return Optional.of(Problem.later(503, WAIT, "The database is away; try again in a moment.")
                .causedBy(failure));
    }

    private static boolean isPassing(Throwable failure) {
        if (failure instanceof PgException refusal) {
            String state = refusal.getSqlState();
            return state != null && (state.equals(READ_ONLY) || PASSING.contains(state.substring(0, 2)));
        }
        return failure instanceof ConnectException || failure instanceof ClosedConnectionException;
    }
}
