package omnirelay.telesign;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Optional;
import omnirelay.message.Entry.Answer;
import omnirelay.message.Outcome;
import omnirelay.message.Status;
import omnirelay.telesign.JsonReader.NotJsonException;
import omnirelay.telesign.StatusCode.Certainty;

/**
 * Reads TeleSign's answers to requests. The code decides, not the HTTP status: 429 comes with permanent codes as well
 * as with the passing one.
 */
final class AnswerReader {
    private static final int PAYLOAD_LIMIT_EXCEEDED = 3116;
    private static final int NOT_AUTHORIZED = 3400;
    private static final int LONGEST_REFERENCE = 256;

    private final CodeCatalogue codes;
    private final StatusReader statuses;

    AnswerReader(CodeCatalogue codes) {
        this.codes = codes;
        this.statuses = new StatusReader(codes);
    }

    /** Whatever is neither a plain yes nor a plain no leaves open whether TeleSign took the message. */
    Answer send(HttpResponse<Buffer> response) {
        Optional<JsonValue.Members> body = body(response);
        Optional<Answer> answer = isSuccess(response)
                ? body.flatMap(this::sent)
                : body.flatMap(this::complaint)
                        .or(() -> complaintWithoutBody(response.statusCode()))
                        .filter(complaint -> refuses(response, complaint.code()))
                        .map(complaint -> refused(complaint, response));
        return answer.orElseGet(() -> new Answer.Lost("TeleSign answered HTTP " + response.statusCode()
                + " with nothing that tells whether it took the message."));
    }

    private Optional<Answer> sent(JsonValue.Members body) {
        return body.text("reference_id")
                .filter(reference -> !reference.isBlank() && reference.length() <= LONGEST_REFERENCE)
                .map(reference -> new Answer.Sent(reference, taken(body)));
    }

    private Status taken(JsonValue.Members body) {
        return body.members("status")
                .flatMap(status -> status.wholeNumber("code").map(code -> {
                    StatusCode meaning = codes.reported(code);
                    String description = status.text("description").orElse(meaning.text());
                    Outcome outcome = meaning.outcome() == null ? Outcome.IN_PROGRESS : meaning.outcome();
                    return Status.local(code, description, outcome, meaning.finality());
                }))
                .orElse(Status.IN_PROGRESS);
    }

    /**
     * A fault on TeleSign's side may have come after the message was taken: there only a code that TeleSign lists for
     * it says no.
     */
    private boolean refuses(HttpResponse<Buffer> response, int code) {
        Outcome outcome = codes.answered(code).outcome();
        boolean no = outcome == null || outcome.negative();
        return switch (response.statusCode() / 100) {
            case 4 -> no;
            case 5 -> no && codes.listsAnswer(code);
            default -> false;
        };
    }

    private Answer refused(Status complaint, HttpResponse<Buffer> response) {
        boolean retryable = codes.answered(complaint.code()).retryable() == Certainty.YES;
        return new Answer.Refused(complaint, response.statusCode(), retryable);
    }

    private Optional<Status> complaint(JsonValue.Members body) {
        return body.members("status")
                .flatMap(status -> status.wholeNumber("code")
                        .map(code -> codes.refusal(
                                code,
                                status.text("description")
                                        .orElseGet(() -> codes.answered(code).text()))));
    }

    /** Two HTTP statuses say enough by themselves. */
    private Optional<Status> complaintWithoutBody(int httpStatus) {
        return switch (httpStatus) {
            case 401 -> Optional.of(complaint(NOT_AUTHORIZED));
            case 413 -> Optional.of(complaint(PAYLOAD_LIMIT_EXCEEDED));
            default -> Optional.empty();
        };
    }

    private Status complaint(int code) {
        return codes.refusal(code, codes.error(code).description());
    }

    LookUpOutcome lookUp(HttpResponse<Buffer> response) {
        Optional<JsonValue.Members> body = body(response);
        if (isSuccess(response) && body.map(statuses::read).orElse(null) instanceof Callback.Reported reported) {
            return new LookUpOutcome.Found(reported.subject(), reported.reports(), response.bodyAsJsonObject());
        }
        return body.filter(answer -> !isSuccess(response))
                .flatMap(this::complaint)
                .<LookUpOutcome>map(status -> new LookUpOutcome.Refused(
                        new TelesignError(status.code(), status.description(), response.statusCode(), null)))
                .orElseGet(() -> new LookUpOutcome.Failed("TeleSign answered HTTP %d with nothing that tells a status."
                        .formatted(response.statusCode())));
    }

    private static Optional<JsonValue.Members> body(HttpResponse<Buffer> response) {
        Buffer body = response.body();
        if (body == null) {
            return Optional.empty();
        }
        try {
            JsonValue json = JsonReader.read(JsonReader.decode(body.getBytes()));
            return json instanceof JsonValue.Members members ? Optional.of(members.trimmed()) : Optional.empty();
        } catch (NotJsonException e) {
            return Optional.empty();
        }
    }

    private static boolean isSuccess(HttpResponse<Buffer> response) {
        return response.statusCode() / 100 == 2;
    }
}
