package omnirelay.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpHeaders;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import omnirelay.config.RelayConfig.Client;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.Authenticity;
import omnirelay.telesign.Authenticity.Cause;
import omnirelay.telesign.Authenticity.Proven;
import omnirelay.telesign.Authenticity.Unproven;
import omnirelay.telesign.KeyRing;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.RequestAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * Knows programs by the {@code Authorization} header: TeleSign's two schemes with a client's id in the place of the
 * Customer ID, and {@code Bearer <id>:<key>}.
 */
public final class Clients {
    private static final String BEARER = "Bearer ";

    private final Map<String, Client> clients;
    private final RequestAuthenticator telesignsSchemes;

    public Clients(List<Client> clients, InstantSource clock) {
        this.clients = clients.stream().collect(Collectors.toUnmodifiableMap(Client::id, Function.identity()));
        List<ApiKey> keys = clients.stream()
                .map(client -> new ApiKey(client.id(), client.id(), client.key()))
                .toList();
        this.telesignsSchemes = new RequestAuthenticator(new KeyRing(keys), clock);
    }

    Identity identify(RawRequest request) {
        String authorization = request.headers().get(HttpHeaders.AUTHORIZATION);
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? byBearer(authorization.substring(BEARER.length()).strip()) : byTelesignsSchemes(request);
    }

    private Identity byTelesignsSchemes(RawRequest request) {
        Authenticity authenticity = telesignsSchemes.check(request);
        if (authenticity instanceof Proven proven) {
            return known(Objects.requireNonNull(clients.get(proven.key().customerId())), proven.nonce());
        }
        return unknown(((Unproven) authenticity).cause());
    }

    private Identity byBearer(String credentials) {
        int colon = credentials.indexOf(':');
        if (colon < 0) {
            return unknown(Cause.MALFORMED);
        }
        Client client = clients.get(credentials.substring(0, colon));
        if (client == null) {
            return unknown(Cause.UNKNOWN_CUSTOMER);
        }
        byte[] given = credentials.substring(colon + 1).getBytes(UTF_8);
        boolean right = MessageDigest.isEqual(client.key().value().getBytes(UTF_8), given);
        return right ? known(client, null) : unknown(Cause.WRONG_SIGNATURE);
    }

    private static Identity known(Client client, @Nullable String nonce) {
        return new Identity.Known(Principal.client(client.id(), client.roles(), nonce));
    }

    private static Identity unknown(Cause cause) {
        return new Identity.Unknown(AccessRefusedException.because(cause));
    }
}
