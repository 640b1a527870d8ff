package omnirelay.telesign;

import static java.util.stream.Collectors.groupingBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import omnirelay.message.Outcome;
import omnirelay.message.Status;
import omnirelay.telesign.StatusCode.Where;

/** TeleSign's status and error codes. Any code has an entry: those TeleSign has not published follow a general rule. */
public final class CodeCatalogue {
    private static final String RESOURCE = "/telesign/codes.json";

    private final List<StatusCode> all;
    private final Map<Integer, List<StatusCode>> byCode;

    CodeCatalogue(List<StatusCode> all) {
        this.all = List.copyOf(all);
        this.byCode = this.all.stream().collect(groupingBy(StatusCode::code));
    }

    /** Reads the list that comes with the relay. */
    public static CodeCatalogue load() {
        try (InputStream in = CodeCatalogue.class.getResourceAsStream(RESOURCE)) {
            byte[] json = Objects.requireNonNull(in, RESOURCE).readAllBytes();
            return new CodeCatalogue(new JsonArray(Buffer.buffer(json))
                    .stream().map(JsonObject.class::cast).map(StatusCode::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of their numbers. */
    public List<StatusCode> all() {
        return all;
    }

    /** What a code means where TeleSign reports about a message or one of its channels. */
    public StatusCode reported(int code) {
        return listed(code, Where::reported)
                .or(() -> listed(code, Where::answered))
                .orElseGet(() -> UnlistedCode.of(code));
    }

    /** What a code means in the answer to a request. */
    public StatusCode answered(int code) {
        return listed(code, Where::answered)
                .or(() -> listed(code, Where::reported))
                .orElseGet(() -> UnlistedCode.of(code));
    }

    /** Whether TeleSign's list has the code among those that only answers have. */
    boolean listsAnswer(int code) {
        return listed(code, where -> where == Where.API).isPresent();
    }

    /** A refusal with this code. A code that says nothing of the message still says that it was not taken. */
    public Status refusal(int code, String description) {
        StatusCode answer = answered(code);
        return Status.local(
                code, description, Objects.requireNonNullElse(answer.outcome(), Outcome.REJECTED), answer.finality());
    }

    /** An error with TeleSign's text and the first HTTP status that TeleSign answers it with; 400 where that is unknown. */
    public TelesignError error(int code) {
        StatusCode answer = answered(code);
        int httpStatus = answer.httpStatuses().stream().findFirst().orElse(400);
        return new TelesignError(code, answer.text(), httpStatus, null);
    }

    private Optional<StatusCode> listed(int code, Predicate<Where> where) {
        return byCode.getOrDefault(code, List.of()).stream()
                .filter(entry -> where.test(entry.where()))
                .findFirst();
    }
}
