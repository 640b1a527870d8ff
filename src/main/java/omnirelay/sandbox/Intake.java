package omnirelay.sandbox;

import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import omnirelay.sandbox.Posts.Verdict;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.PhoneNumber;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.SendRequest;
import omnirelay.telesign.SendRequestValidator;
import omnirelay.telesign.TelesignError;
import omnirelay.telesign.Validation;
import org.jspecify.annotations.Nullable;

/** Accepts or refuses sends in TeleSign's order: size, credentials, content, and then as the scenario says. */
final class Intake {
    private static final int LARGEST_BODY = 10_240;
    private static final int TOO_LARGE = 3116;

    /** Keeps the random numbers of neighbouring sends apart. */
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    private final Admission admission;
    private final SendRequestValidator validator;
    private final CodeCatalogue codes;
    private final InstantSource wall;
    private final Pace pace;
    private final Transactions transactions;
    private final Posts posts;
    private final long seed;
    private final Refusals refusals = new Refusals();
    private long accepted;

    /** What became of a request. */
    sealed interface Result {
        @Nullable
        String externalId();
    }

    record Accepted(Transaction transaction) implements Result {
        @Override
        public @Nullable String externalId() {
            return transaction.accepted().externalId();
        }
    }

    record Refused(TelesignError error, @Nullable String externalId) implements Result {}

    Intake(
            Admission admission,
            CodeCatalogue codes,
            InstantSource wall,
            Pace pace,
            Transactions transactions,
            Posts posts,
            long seed) {
        this.admission = admission;
        this.validator = new SendRequestValidator(codes, null);
        this.codes = codes;
        this.wall = wall;
        this.pace = pace;
        this.transactions = transactions;
        this.posts = posts;
        this.seed = seed;
    }

    Result take(RawRequest raw) {
        Result result = judge(raw);
        posts.add(result.externalId(), result instanceof Accepted ? Verdict.ACCEPTED : Verdict.REFUSED);
        return result;
    }

    private Result judge(RawRequest raw) {
        if (raw.body().length() > LARGEST_BODY) {
            return new Refused(error(413, TOO_LARGE), null);
        }
        Optional<TelesignError> objection = admission.objection(raw);
        if (objection.isPresent()) {
            return new Refused(objection.get(), null);
        }
        Validation validation = validator.validate(raw.body().getBytes());
        if (validation instanceof Validation.Invalid invalid) {
            TelesignError error = invalid.error();
            return new Refused(
                    new TelesignError(error.code(), error.description(), error.httpStatus(), null),
                    invalid.externalId());
        }
        SendRequest request = ((Validation.Valid) validation).request();
        return decide(request, raw.body().toJsonObject().getJsonObject("message"));
    }

    private Result decide(SendRequest request, JsonObject message) {
        PhoneNumber to = request.recipient().phoneNumber();
        String phoneNumber = to == null ? "" : to.digits();
        Scenario scenario = Scenario.of(phoneNumber);
        String externalId = request.options().externalId();
        if (refusals.refuse(scenario.refusal, Objects.requireNonNullElse(externalId, phoneNumber))) {
            return new Refused(error(scenario.refusal.httpStatus, scenario.refusal.code), externalId);
        }
        return accept(request, scenario, phoneNumber, message);
    }

    private Accepted accept(SendRequest request, Scenario scenario, String phoneNumber, JsonObject message) {
        List<Leg> legs = request.fallbackTimes().entrySet().stream()
                .map(channel ->
                        new Leg(channel.getKey(), channel.getValue(), Fault.of(channel.getKey(), phoneNumber, message)))
                .toList();
        Play play = Cascade.play(legs, scenario.course, new SplittableRandom(seed + STRIDE * accepted++));
        SendRequest.Options options = request.options();
        Transaction transaction = new Transaction(
                new Transaction.Accepted(
                        wall.instant(),
                        scenario,
                        phoneNumber,
                        options.senderId(),
                        options.externalId(),
                        options.callbackUrl(),
                        MadeUpCode.of(message, phoneNumber)),
                play,
                pace);
        transactions.add(transaction);
        return new Accepted(transaction);
    }

    private TelesignError error(int httpStatus, int code) {
        return new TelesignError(code, codes.answered(code).text(), httpStatus, null);
    }
}
