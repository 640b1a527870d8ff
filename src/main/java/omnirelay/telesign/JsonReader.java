package omnirelay.telesign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as the standard defines it, and nothing more: UTF-8 without a mark at its beginning, one value, no comments,
 * no member twice, bounded depth. Two readers of the same bytes must never understand different things.
 */
final class JsonReader {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;

    /** Names come from outside, so they are neither interned nor kept. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private JsonReader() {}

    /** The bytes were not JSON. The message says where, and never repeats what stood there. */
    static final class NotJsonException extends Exception {
        private NotJsonException(String message) {
            super(message);
        }
    }

    static String decode(byte[] utf8) throws NotJsonException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NotJsonException("it is not UTF-8");
        }
    }

    static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    static JsonValue read(String text) throws NotJsonException {
        try (JsonParser parser = parser(text)) {
            if (parser.nextToken() == null) {
                throw new NotJsonException("it is empty");
            }
            JsonValue value = value(parser);
            if (parser.nextToken() != null) {
                throw new NotJsonException("something follows its end");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new NotJsonException("it is nested too deeply, or a number in it is too long");
        } catch (JsonProcessingException e) {
            throw new NotJsonException(where(e.getLocation()));
        } catch (IOException e) {
            throw new AssertionError("text in memory can be read", e);
        }
    }

    private static JsonValue value(JsonParser parser) throws IOException, NotJsonException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> new JsonValue.Text(storable(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeral(parser.getText());
            case VALUE_TRUE -> new JsonValue.Truth(true);
            case VALUE_FALSE -> new JsonValue.Truth(false);
            default -> new JsonValue.Null();
        };
    }

    private static JsonValue members(JsonParser parser) throws IOException, NotJsonException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = storable(parser.currentName());
            parser.nextToken();
            if (members.put(name, value(parser)) != null) {
                throw new NotJsonException("an object has a member twice");
            }
        }
        return new JsonValue.Members(members);
    }

    private static JsonValue elements(JsonParser parser) throws IOException, NotJsonException {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return new JsonValue.Elements(elements);
    }

    /** PostgreSQL's text has no NUL, and UTF-8 no half of a surrogate pair; JSON can write both. */
    private static String storable(String text) {
        boolean fine = text.codePoints().allMatch(JsonReader::storable);
        return fine
                ? text
                : text.codePoints()
                        .map(point -> storable(point) ? point : '\uFFFD')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean storable(int codePoint) {
        boolean halfOfAPair = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return codePoint != 0 && !halfOfAPair;
    }

    private static String where(JsonLocation location) {
        return "it is not JSON at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
