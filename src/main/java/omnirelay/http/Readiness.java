package omnirelay.http;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the relay should get traffic. Who asks while the checks are under way shares their result, so that nobody can
 * load the database by asking. Runs on one event loop.
 */
public final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final long LIMIT_SECONDS = 1;

    private final List<ReadinessCheck> checks;
    private @Nullable Future<List<Finding>> underWay;
    private List<Finding> complaints = List.of();

    /** What one check found; ready where it has no complaint. */
    record Finding(String name, Optional<String> complaint) {
        boolean ready() {
            return complaint.isEmpty();
        }
    }

    public Readiness(List<ReadinessCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** In the order of the checks; within a second. */
    Future<List<Finding>> findings() {
        if (underWay != null) {
            return underWay;
        }
        Future<List<Finding>> findings =
                Future.all(checks.stream().map(Readiness::ask).toList()).map(all -> all.<Finding>list());
        underWay = findings;
        return findings.onComplete(done -> underWay = null).onSuccess(this::logChange);
    }

    private static Future<Finding> ask(ReadinessCheck check) {
        return check.complaint()
                .get()
                .timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .otherwise(failure -> Optional.of(said(check, failure)))
                .map(complaint -> new Finding(check.name(), complaint));
    }

    private static String said(ReadinessCheck check, Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "gave no answer within " + LIMIT_SECONDS + " s";
        }
        LOG.error("the readiness check {} failed: {}", check.name(), failure.toString());
        return "failed; the log says more";
    }

    private void logChange(List<Finding> findings) {
        List<Finding> now =
                findings.stream().filter(finding -> !finding.ready()).toList();
        if (now.equals(complaints)) {
            return;
        }
        complaints = now;
        if (now.isEmpty()) {
            LOG.info("ready again");
        } else {
            LOG.warn(
                    "not ready: {}",
                    now.stream()
                            .map(finding ->
                                    finding.name() + " " + finding.complaint().orElseThrow())
                            .collect(Collectors.joining("; ")));
        }
    }
}
