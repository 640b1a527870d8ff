package omnirelay.probe;

import static omnirelay.probe.Finding.bad;
import static omnirelay.probe.Finding.good;
import static omnirelay.probe.Finding.warning;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import omnirelay.http.Sha256;

/** What an answer to a test callback says about the way there. */
final class Reception {
    private static final int TAKEN = 200;

    /** TeleSign's own patience (SMS callbacks; for Messaging it is assumed). */
    private static final long LIMIT_MS = 5_000;

    private static final long SLOW_MS = 1_000;
    private static final int QUOTED_CHARS = 120;

    private final byte[] sent;
    private final int status;
    private final Optional<String> location;
    private final Buffer answer;

    Reception(byte[] sent, int status, Optional<String> location, Buffer answer) {
        this.sent = sent;
        this.status = status;
        this.location = location;
        this.answer = answer;
    }

    List<Finding> findings(long millis) {
        Finding found = status();
        if (found.verdict() == Finding.Verdict.BAD) {
            return List.of(found);
        }
        Optional<Receipt> receipt = Receipt.read(answer);
        if (receipt.isEmpty()) {
            return List.of(bad("status", "200, but not by a relay that knows this callback: something else answers."));
        }
        List<Finding> findings = new ArrayList<>(List.of(found));
        findings.add(headers(receipt.get()));
        findings.add(body(receipt.get()));
        findings.add(
                millis < SLOW_MS
                        ? good("time", "Answered in %d ms; TeleSign waits %d.".formatted(millis, LIMIT_MS))
                        : warning(
                                "time",
                                "Answered in %d ms; TeleSign waits no more than %d.".formatted(millis, LIMIT_MS)));
        return findings;
    }

    /** Whether all of it arrived by this method. */
    boolean arrivedBy(String method) {
        return status == TAKEN
                && Receipt.read(answer)
                        .filter(receipt -> receipt.method().equals(method)
                                && receipt.sha256().equals(Sha256.hex(sent)))
                        .isPresent();
    }

    private Finding status() {
        if (status == TAKEN) {
            return good("status", "200, the only one that TeleSign counts.");
        }
        if (status >= 300 && status < 400) {
            return bad(
                    "status",
                    "%d, a redirect to %s; TeleSign follows none. Give it the address that answers."
                            .formatted(status, location.orElse("nowhere")));
        }
        String advice = switch (status) {
            case 401 -> "The relay did not believe the signature: another key, or a header or the body was changed.";
            case 404, 405 -> "Nothing takes callbacks there; see what the proxy does with this path and POST.";
            case 502, 504 -> "The proxy does not reach the relay.";
            default -> "TeleSign counts 200 only.";
        };
        return bad("status", status + ". " + advice + said());
    }

    private String said() {
        try {
            String detail = new JsonObject(answer).getString("detail", "");
            String shortened = detail.substring(0, Math.min(QUOTED_CHARS, detail.length()));
            return detail.isEmpty() ? "" : " It said: " + shortened;
        } catch (DecodeException | ClassCastException notAProblem) {
            return "";
        }
    }

    private static Finding headers(Receipt receipt) {
        if (!receipt.authorization()) {
            return warning("headers", "Authorization was taken away; X-TS-Authorization arrived, which will do.");
        }
        if (!receipt.xTsAuthorization()) {
            return warning("headers", "X-TS-Authorization was taken away; Authorization arrived, which will do.");
        }
        return "application/json".equals(receipt.contentType())
                ? good("headers", "Authorization, X-TS-Authorization and Content-Type arrived.")
                : warning("headers", "Content-Type was changed; the relay does not mind.");
    }

    private Finding body(Receipt receipt) {
        return receipt.sha256().equals(Sha256.hex(sent))
                ? good("body", "Arrived byte for byte.")
                : bad("body", "Arrived changed; signatures do not hold for it. See what rewrites bodies on the way.");
    }
}
