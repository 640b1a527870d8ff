package omnirelay.probe;

import io.vertx.core.http.HttpConnection;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What a connection says about the certificate behind it, or why there is none. */
final class Connection {
    private static final Duration SOON = Duration.ofDays(14);

    private Connection() {}

    /** Null over plain http. The certificate has been verified when this is asked. */
    static @Nullable Finding certificate(HttpConnection connection) {
        try {
            Certificate own = connection.isSsl() ? connection.peerCertificates().get(0) : null;
            return own instanceof X509Certificate certificate ? certificate(certificate) : null;
        } catch (SSLPeerUnverifiedException e) {
            return Finding.bad("certificate", "The server shows no certificate.");
        }
    }

    private static Finding certificate(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        String detail = "Valid until %s, issued by %s."
                .formatted(
                        end.atZone(ZoneOffset.UTC).toLocalDate(),
                        certificate.getIssuerX500Principal().getName());
        return end.isBefore(Instant.now().plus(SOON))
                ? Finding.warning("certificate", detail + " Renew it.")
                : Finding.good("certificate", detail);
    }

    static Finding failure(Throwable cause) {
        if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
            return Finding.bad(
                    "certificate",
                    "No secure connection: the certificate must be for this name, not expired, by an authority that"
                            + " everybody trusts, and sent together with the ones between. Java says: "
                            + cause.getMessage());
        }
        if (cause instanceof TimeoutException) {
            return Finding.bad("time", "No answer within 5 s, after which TeleSign gives up.");
        }
        return Finding.bad("connection", "No connection, or it broke: " + cause.getMessage() + ".");
    }
}
