package omnirelay.telesign;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Optional;
import java.util.Set;
import omnirelay.message.Entry.Answer;
import omnirelay.message.Status;
import omnirelay.telesign.JsonReader.NotJsonException;

/**
 * Reads TeleSign's answers to requests. The code decides, not the HTTP status: 429 comes with permanent codes as well
 * as with the passing one.
 */
final class AnswerReader {
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int PAYLOAD_LIMIT_EXCEEDED = 3116;

    /** Where TeleSign itself says that the request was not processed and may be sent again. */
    private static final Set<Integer> MAY_BE_REPEATED = Set.of(3041, 3204, 3500);

    private final CodeCatalogue codes;
    private final StatusReader statuses;

    AnswerReader(CodeCatalogue codes) {
        this.codes = codes;
        this.statuses = new StatusReader(codes);
    }

    Answer send(HttpResponse<Buffer> response) {
        Optional<JsonValue.Members> body = body(response);
        Optional<Status> status = body.flatMap(this::status);
        if (response.statusCode() == PAYLOAD_TOO_LARGE && status.isEmpty()) {
            TelesignError tooLarge = codes.error(PAYLOAD_LIMIT_EXCEEDED);
            return refused(codes.refusal(tooLarge.code(), tooLarge.description()), response);
        }
        if (status.isEmpty()) {
            return new Answer.Lost("TeleSign answered with HTTP " + response.statusCode() + " and nothing to read");
        }
        if (response.statusCode() / 100 != 2) {
            return refused(status.get(), response);
        }
        return body.flatMap(answer -> answer.text("reference_id"))
                .filter(reference -> !reference.isEmpty())
                .<Answer>map(reference -> new Answer.Sent(reference, taken(status.get())))
                .orElseGet(() -> new Answer.Lost("TeleSign accepted it without giving a reference"));
    }

    private static Answer refused(Status status, HttpResponse<Buffer> response) {
        return new Answer.Refused(status, response.statusCode(), MAY_BE_REPEATED.contains(status.code()));
    }

    private Status taken(Status answered) {
        StatusCode meaning = codes.reported(answered.code());
        return meaning.outcome() == null
                ? answered
                : Status.local(answered.code(), answered.description(), meaning.outcome(), meaning.finality());
    }

    LookUpOutcome lookUp(HttpResponse<Buffer> response) {
        Optional<JsonValue.Members> body = body(response);
        if (response.statusCode() == 200 && body.isPresent()) {
            return statuses.read(body.get()) instanceof Callback.Reported reported
                    ? new LookUpOutcome.Found(reported.reports())
                    : new LookUpOutcome.Failed("TeleSign's answer holds no status.");
        }
        return new LookUpOutcome.Failed(body.flatMap(this::status)
                .map(status -> "TeleSign answered %d, %s".formatted(status.code(), status.description()))
                .orElse("TeleSign answered with HTTP %d and nothing to read.".formatted(response.statusCode())));
    }

    private static Optional<JsonValue.Members> body(HttpResponse<Buffer> response) {
        Buffer body = response.body();
        if (body == null) {
            return Optional.empty();
        }
        try {
            JsonValue json = JsonReader.read(JsonReader.decode(body.getBytes()));
            return json instanceof JsonValue.Members members ? Optional.of(members) : Optional.empty();
        } catch (NotJsonException e) {
            return Optional.empty();
        }
    }

    private Optional<Status> status(JsonValue.Members body) {
        return body.members("status")
                .flatMap(status -> status.wholeNumber("code")
                        .map(code -> codes.refusal(
                                code,
                                status.text("description")
                                        .orElseGet(() -> codes.answered(code).text()))));
    }
}
