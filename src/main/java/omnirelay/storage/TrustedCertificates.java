package omnirelay.storage;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose signature on PostgreSQL's certificate counts. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /** From a PEM file; without one, those that Java trusts. */
    static TrustOptions from(@Nullable Path pem) {
        return pem == null ? TrustOptions.wrap(ofJava()) : new PemTrustOptions().addCertPath(pem.toString());
    }

    private static TrustManagerFactory ofJava() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java's own trusted certificates cannot be read", e);
        }
    }
}
