package omnirelay.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as RFC 8259 has it: no comments, no member twice, nothing after the end, UTF-8 only. Vert.x's own codec is more
 * forgiving, and what two readers understand differently must not pass.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 32;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .configure(JsonFactory.Feature.CHARSET_DETECTION, false)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private StrictJson() {}

    /** The object that the bytes write. Throws a 400 {@link Problem} that says where they stop being one. */
    public static JsonObject object(Buffer bytes) {
        try (JsonParser in = FACTORY.createParser(bytes.getBytes())) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw Problem.of(400, "The body must be a JSON object.");
            }
            JsonObject object = readObject(in);
            if (in.nextToken() != null) {
                throw Problem.of(400, "The body goes on after its JSON object; remove what follows.");
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw Problem.of(400, "The body is nested more than " + MAX_DEPTH + " deep, or a value in it is too long.");
        } catch (JsonProcessingException e) {
            // The parser's own words quote the body.
            throw Problem.of(
                    400,
                    "The body is not well-formed JSON at line %d, column %d."
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw Problem.of(400, "The body is not well-formed JSON in UTF-8.");
        }
    }

    private static JsonObject readObject(JsonParser in) throws IOException {
        JsonObject object = new JsonObject();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = storable(in.currentName());
            in.nextToken();
            if (object.containsKey(name)) {
                throw Problem.inField(name, "This member occurs twice.");
            }
            object.put(name, readValue(in));
        }
        return object;
    }

    private static JsonArray readArray(JsonParser in) throws IOException {
        JsonArray array = new JsonArray();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(readValue(in));
        }
        return array;
    }

    private static @Nullable Object readValue(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> readObject(in);
            case START_ARRAY -> readArray(in);
            case VALUE_STRING -> storable(in.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> in.getNumberValue();
        };
    }

    private static String storable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw Problem.of(400, "The body holds the character U+0000, which cannot be stored.");
        }
        return text;
    }
}
