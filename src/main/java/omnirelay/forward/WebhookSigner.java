package omnirelay.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import omnirelay.config.Secret;

/**
 * Signs by the rules of Standard Webhooks (standardwebhooks.com, version 1): an HMAC over id, time and body.
 *
 * @param secrets in Base64; each signs, so that one can be replaced without a gap
 */
record WebhookSigner(List<Secret> secrets) implements Signer {
    private static final String HMAC = "HmacSHA256";

    @Override
    public MultiMap headers(String id, Buffer body, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
        String signatures = secrets.stream()
                .map(secret -> "v1," + signature(secret, head, body.getBytes()))
                .collect(Collectors.joining(" "));
        return HttpHeaders.headers()
                .set("webhook-id", id)
                .set("webhook-timestamp", timestamp)
                .set("webhook-signature", signatures);
    }

    private static String signature(Secret secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.value()), HMAC));
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + HMAC, e);
        }
    }
}
