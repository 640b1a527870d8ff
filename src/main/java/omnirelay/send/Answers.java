package omnirelay.send;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import omnirelay.message.Message;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.SendState;
import omnirelay.message.Status;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.SendAnswer;
import omnirelay.telesign.SendRequest;
import omnirelay.telesign.TelesignError;
import org.jspecify.annotations.Nullable;

/** Says what became of a command in TeleSign's words. */
final class Answers {
    private static final int UNAUTHORIZED = 401;
    private static final int FINAL_STATUS_UNKNOWN = 3039;
    private static final int INVALID_REQUEST = 3110;
    private static final int SYSTEM_UNAVAILABLE = 3500;

    private final CodeCatalogue codes;

    Answers(CodeCatalogue codes) {
        this.codes = codes;
    }

    Answer to(Command command, SendResult result) {
        String externalId = command.message().externalId();
        if (result instanceof SendResult.Settled settled) {
            return replayed(settled(settled.state()), settled.replayed());
        }
        if (result instanceof SendResult.Queued queued) {
            return replayed(queued(queued.state().message()), queued.replayed());
        }
        if (result instanceof SendResult.InFlight inFlight) {
            return inFlight(inFlight.state().message());
        }
        if (result instanceof SendResult.Late late) {
            return unknown(late.id(), externalId);
        }
        if (result instanceof SendResult.HeldBack) {
            return heldBack(externalId);
        }
        return result instanceof SendResult.KeyReused ? keyReused(externalId) : unavailable(externalId);
    }

    private Answer settled(MessageState state) {
        Message message = state.message();
        return switch (state.send()) {
            case SENT -> {
                String reference = state.referenceId();
                yield taken(reference == null ? message.id().toString() : reference, message.externalId());
            }
            case REFUSED, CANCELLED -> refused(state);
            default -> unknown(message.id(), message.externalId());
        };
    }

    private static Answer taken(String referenceId, @Nullable String externalId) {
        return new Answer(200, SendAnswer.of(referenceId, externalId), Map.of());
    }

    /** That TeleSign does not know the relay is the relay's fault, and no caller can mend it. */
    private Answer refused(MessageState state) {
        MessageState.Refusal refusal = state.refusal();
        if (refusal == null || refusal.httpStatus() == UNAUTHORIZED || expired(state, refusal)) {
            return unavailable(state.message().externalId());
        }
        Status status = refusal.status();
        TelesignError error =
                new TelesignError(status.code(), status.description(), refusal.httpStatus(), said(refusal.reason()));
        String reference = refusal.httpStatus() == 400 ? state.id().toString() : null;
        return error(error, reference, state.message().externalId());
    }

    /** Nothing was sent, and the same command may be sent again. */
    private static boolean expired(MessageState state, MessageState.Refusal refusal) {
        return state.send() == SendState.CANCELLED && refusal.retryable();
    }

    private static @Nullable String said(@Nullable String reason) {
        return reason == null ? null : "Not sent: " + reason + ".";
    }

    private static Answer queued(Message message) {
        String id = message.id().toString();
        Map<String, String> headers =
                Map.of("Location", "/v1/omnichannel/" + id, "Preference-Applied", "respond-async");
        return new Answer(202, SendAnswer.of(id, message.externalId()), headers);
    }

    private static Answer inFlight(Message message) {
        JsonObject detail = new JsonObject()
                .put("detail", "A command with this key is still under way. Look it up by its reference_id.");
        JsonObject body =
                SendAnswer.of(message.id().toString(), message.externalId()).put("omnirelay", detail);
        return new Answer(409, body, Map.of());
    }

    private Answer unknown(@Nullable MessageId id, @Nullable String externalId) {
        String detail = id == null
                ? "It may have been sent. Ask again with the same body and Idempotency-Key: nothing is sent twice then."
                : "TeleSign may have taken it. Do not send it again: look it up by this reference_id.";
        TelesignError error = codes.error(FINAL_STATUS_UNKNOWN).withDetail(detail);
        return new Answer(504, error.toSend(id == null ? null : id.toString(), externalId), Map.of());
    }

    private Answer keyReused(@Nullable String externalId) {
        TelesignError error = codes.error(INVALID_REQUEST)
                .withDetail("This Idempotency-Key was used for another request. Use a new one for each.");
        return new Answer(422, error.toSend(null, externalId), Map.of());
    }

    Answer malformedKey() {
        TelesignError error = codes.error(INVALID_REQUEST)
                .withDetail("Idempotency-Key must have 1 to 255 printable ASCII characters.");
        return new Answer(400, error.toSend(null, null), Map.of());
    }

    Answer expired(String referenceId, SendRequest request) {
        TelesignError error =
                codes.error(INVALID_REQUEST).withDetail("omnirelay.expires_at must be in the future; it has passed.");
        return error(error, referenceId, request.options().externalId());
    }

    private Answer heldBack(@Nullable String externalId) {
        TelesignError error = codes.error(SYSTEM_UNAVAILABLE)
                .withDetail(
                        "Messages like this one are held back for now; nothing was sent. With Prefer: respond-async it"
                                + " is taken and waits.");
        Answer answer = error(error, null, externalId);
        return new Answer(answer.httpStatus(), answer.body(), Map.of("Retry-After", "30"));
    }

    Answer unavailable(@Nullable String externalId) {
        Answer answer = error(codes.error(SYSTEM_UNAVAILABLE), null, externalId);
        return new Answer(answer.httpStatus(), answer.body(), Map.of("Retry-After", "1"));
    }

    Answer error(TelesignError error, @Nullable String referenceId, @Nullable String externalId) {
        return new Answer(error.httpStatus(), error.toSend(referenceId, externalId), Map.of());
    }

    private static Answer replayed(Answer answer, boolean replayed) {
        if (!replayed) {
            return answer;
        }
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Idempotent-Replayed", "true");
        return new Answer(answer.httpStatus(), answer.body(), headers);
    }
}
