package omnirelay.send;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import omnirelay.access.AuthenticationHandler;
import omnirelay.access.Principal;
import omnirelay.config.RelayConfig;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.ReceivedBody;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import omnirelay.message.NumberHash;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.SendRequest;
import omnirelay.telesign.SendRequestValidator;
import omnirelay.telesign.Validation;

/**
 * {@code POST /v1/omnichannel}: TeleSign's path, body, answers and errors. Beside TeleSign's headers it knows {@code
 * Prefer: respond-async} and {@code Idempotency-Key}.
 */
public final class SendHandler implements Handler<RoutingContext> {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final SendRequestValidator validator;
    private final CommandKeys keys;
    private final Commands commands;
    private final Way way;
    private final Answers answers;
    private final RandomGenerator random;

    public SendHandler(
            SendRequestValidator validator,
            NumberHash numberHash,
            RelayConfig config,
            Sending sending,
            CodeCatalogue codes,
            RandomGenerator random) {
        this.validator = validator;
        this.keys = new CommandKeys(new Duplicates(config.clients()));
        this.commands = new Commands(numberHash, config.labels(), random);
        this.way = sending.way();
        this.answers = new Answers(codes);
        this.random = random;
    }

    @Override
    public void handle(RoutingContext ctx) {
        ReceivedBody body = ReceiveBodyHandler.received(ctx);
        Validation validation = validator.validate(body.bytes().getBytes());
        if (validation instanceof Validation.Invalid invalid) {
            String reference = invalid.error().httpStatus() == 400 ? refusedAs(body) : null;
            answers.error(invalid.error(), reference, invalid.externalId()).write(ctx.response());
        } else if (IdempotencyKey.malformed(ctx.request().getHeader(IDEMPOTENCY_KEY))) {
            answers.malformedKey().write(ctx.response());
        } else if (expired(body, ((Validation.Valid) validation).request())) {
            answers.expired(refusedAs(body), ((Validation.Valid) validation).request())
                    .write(ctx.response());
        } else {
            send(ctx, command(ctx, body, ((Validation.Valid) validation).request()));
        }
    }

    /** TeleSign gives refused requests a reference too, though nobody can look it up. */
    private String refusedAs(ReceivedBody body) {
        return MessageId.at(body.arrivedAt(), random).toString();
    }

    private static boolean expired(ReceivedBody body, SendRequest request) {
        Instant expiresAt = request.options().expiresAt();
        return expiresAt != null && !expiresAt.isAfter(body.arrivedAt());
    }

    private Command command(RoutingContext ctx, ReceivedBody body, SendRequest request) {
        Principal principal = AuthenticationHandler.principal(ctx);
        String header = ctx.request().getHeader(IDEMPOTENCY_KEY);
        Entry.CommandKey key = keys.of(header, principal, request, body);
        return commands.of(request, body, principal.id(), key, deferred(ctx.request()));
    }

    private static boolean deferred(HttpServerRequest request) {
        return request.headers().getAll("Prefer").stream()
                .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split("[,;]")))
                .anyMatch(preference -> preference.strip().equals("respond-async"));
    }

    private void send(RoutingContext ctx, Command command) {
        way.send(command)
                .onSuccess(result -> answers.to(command, result).write(ctx.response()))
                .onFailure(ctx::fail);
    }
}
