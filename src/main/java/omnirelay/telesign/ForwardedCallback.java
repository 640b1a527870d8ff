package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import omnirelay.telesign.JsonReader.NotJsonException;
import org.jspecify.annotations.Nullable;

/**
 * A callback's text as the application gets it that sent the message: with the ids that it knows. All else stays as
 * TeleSign wrote it, character for character.
 */
public final class ForwardedCallback {
    private static final String EXTERNAL_ID = "external_id";
    private static final String REFERENCE_ID = "reference_id";
    private static final String ORIGINAL_REFERENCE_ID = "original_reference_id";

    private final String text;
    private final Names names;
    private final List<String> pieces = new ArrayList<>();
    private int copied;

    /**
     * The ids by which a message is known to the application.
     *
     * @param externalId its own; null where it gave none
     * @param telesigns TeleSign's reference of the message; null where it is not known
     * @param given what the application was given instead of that; null where it was given TeleSign's
     */
    public record Names(
            @Nullable String externalId,
            @Nullable String telesigns,
            @Nullable String given) {}

    private ForwardedCallback(String text, Names names) {
        this.text = text;
        this.names = names;
    }

    /**
     * The callback, or the {@code part}th of several in one array, counted from 0.
     *
     * @param part negative for all there is
     * @param names null for a message that the relay did not send: nothing is changed
     */
    public static byte[] of(byte[] body, int part, @Nullable Names names) {
        try {
            String text = part < 0 ? JsonReader.decode(body) : element(JsonReader.decode(body), part);
            return names == null && part < 0 ? body : renamed(text, names).getBytes(UTF_8);
        } catch (NotJsonException | IOException e) {
            // Kept in quarantine as it is, and forwarded as it is.
            return body;
        }
    }

    private static String renamed(String text, @Nullable Names names) throws IOException {
        return names == null ? text : new ForwardedCallback(text, names).rewritten();
    }

    private static String element(String text, int part) throws IOException {
        try (JsonParser parser = JsonReader.parser(text)) {
            parser.nextToken();
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                if (i == part) {
                    return text.substring(from, (int) parser.currentLocation().getCharOffset());
                }
            }
        }
        throw new IOException("there is no such part");
    }

    private String rewritten() throws IOException {
        try (JsonParser parser = JsonReader.parser(text)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token.isScalarValue()) {
                    rename(parser, depth);
                }
            }
        }
        pieces.add(text.substring(copied));
        return String.join("", pieces);
    }

    private void rename(JsonParser parser, int depth) throws IOException {
        String member = parser.currentName() == null ? "" : parser.currentName().strip();
        boolean own = depth == 1 && member.equals(REFERENCE_ID) && isTelesigns(parser);
        boolean original = member.equals(ORIGINAL_REFERENCE_ID) && isTelesigns(parser);
        if (depth == 1 && member.equals(EXTERNAL_ID)) {
            replace(parser, names.externalId());
        } else if ((own || original) && names.given() != null) {
            replace(parser, names.given());
        }
    }

    /** The reference may be another's: of the reply itself, or of a message that turned out to be this one. */
    private boolean isTelesigns(JsonParser parser) throws IOException {
        return names.telesigns() != null && names.telesigns().equals(parser.getText());
    }

    private void replace(JsonParser parser, @Nullable String value) throws IOException {
        pieces.add(text.substring(copied, (int) parser.currentTokenLocation().getCharOffset()));
        parser.finishToken();
        copied = (int) parser.currentLocation().getCharOffset();
        pieces.add(Json.encode(value));
    }
}
