package omnirelay.forward;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import omnirelay.config.RelayConfig;
import omnirelay.config.RelayConfig.Client;
import omnirelay.config.RelayConfig.Receiver.Shape;
import omnirelay.config.Secret;
import omnirelay.config.StartupException;
import omnirelay.feed.Filter;
import omnirelay.http.Problem;
import omnirelay.message.NumberHash;
import omnirelay.telesign.ApiKey;
import org.jspecify.annotations.Nullable;

/**
 * Who may be told, by name: the receivers of the configuration by the name they have there; clients as {@code
 * client:shop}; {@code default} for {@code callback.default-url}; and any other address that a request gave, by its
 * {@link Origin}.
 */
final class Receivers {
    static final String DEFAULT = "default";
    private static final String CLIENT = "client:";

    private final List<Receiver> listening;
    private final Map<String, Target> fixed = new LinkedHashMap<>();
    private final Map<String, Signer> clientSigners = new LinkedHashMap<>();
    private final Signer account;

    /** @throws StartupException where a filter cannot be read */
    Receivers(RelayConfig config, NumberHash numbers) {
        this.account = signer(
                "telesign", config.telesign().customerId(), config.telesign().apiKey());
        this.listening = config.receivers().stream()
                .map(receiver -> Receiver.of(receiver, filter(receiver, numbers), signer(receiver, config.telesign())))
                .toList();
        listening.forEach(receiver -> fixed.put(receiver.target().receiver(), receiver.target()));
        config.clients().forEach(this::add);
        put(DEFAULT, config.callback().defaultUrl());
    }

    private void add(Client client) {
        clientSigners.put(client.id(), signer(client.id(), client.id(), client.key()));
        put(CLIENT + client.id(), client.callbackUrl());
    }

    private void put(String name, @Nullable URI url) {
        if (url != null) {
            fixed.put(name, new Target(name, url.toString()));
        }
    }

    private static Signer signer(RelayConfig.Receiver receiver, RelayConfig.Telesign account) {
        return receiver.format() == Shape.STANDARD_WEBHOOKS
                ? new WebhookSigner(receiver.secrets())
                : signer(
                        receiver.name(),
                        account.customerId(),
                        receiver.key() == null ? account.apiKey() : receiver.key());
    }

    private static Signer signer(String id, String customerId, Secret key) {
        return new TelesignSigner(new ApiKey(id, customerId, key));
    }

    private static Filter filter(RelayConfig.Receiver receiver, NumberHash numbers) {
        try {
            return Filter.of(receiver.filter(), numbers);
        } catch (Problem e) {
            throw new StartupException(
                    "The receiver “%s” cannot be told: %s: %s".formatted(receiver.name(), e.field(), e.detail()), e);
        }
    }

    /** Those that the configuration names, whoever sent the message. */
    List<Receiver> listening() {
        return listening;
    }

    /** The names of all whose address the configuration gives. */
    Set<String> configured() {
        return Collections.unmodifiableSet(fixed.keySet());
    }

    /**
     * Who is told what TeleSign calls back: the application that sent the message, or whoever takes all the rest.
     *
     * @param client null for what no client sent
     * @param callbackUrl the address that the request gave; null where it gave none
     */
    Optional<Target> application(@Nullable String client, @Nullable String callbackUrl) {
        if (callbackUrl != null) {
            return Optional.of(new Target(Origin.of(URI.create(callbackUrl)), callbackUrl));
        }
        return Optional.ofNullable(client)
                .map(id -> fixed.get(CLIENT + id))
                .or(() -> Optional.ofNullable(fixed.get(DEFAULT)));
    }

    /**
     * Where a receiver is, for people: without the query, in which secrets may stand. Empty where it is no longer in the
     * configuration.
     */
    Optional<String> shownUrl(String name) {
        return Origin.isNameOf(name)
                ? Optional.of(name)
                : Optional.ofNullable(fixed.get(name))
                        .map(target -> target.url().split("[?#]", 2)[0]);
    }

    /** As the configuration writes it. */
    String format(String name) {
        return listening(name).filter(Receiver::takesEvents).isPresent() ? "standard-webhooks" : "telesign";
    }

    /** Where a delivery goes now; empty where its receiver is no longer in the configuration. */
    Optional<String> url(Delivery delivery) {
        return Origin.isNameOf(delivery.receiver())
                ? Optional.of(delivery.url())
                : Optional.ofNullable(fixed.get(delivery.receiver())).map(Target::url);
    }

    Optional<Receiver> listening(String name) {
        return listening.stream()
                .filter(receiver -> receiver.target().receiver().equals(name))
                .findFirst();
    }

    /** Whoever takes all the rest is given what TeleSign's account would have signed; a client its own signature. */
    Signer signer(String receiver, @Nullable String client) {
        return listening(receiver)
                .map(Receiver::signer)
                .orElseGet(() -> receiver.equals(DEFAULT) || client == null
                        ? account
                        : clientSigners.getOrDefault(client, account));
    }
}
