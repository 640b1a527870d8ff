package omnirelay.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A document of the resources, read by JSON pointers. */
final class ApiDocument {
    private final JsonObject root;

    private ApiDocument(JsonObject root) {
        this.root = root;
    }

    static ApiDocument read(String name) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (InputStream in = ApiDocument.class.getResourceAsStream("/" + name)) {
            Map<String, Object> yaml = new Yaml(new SafeConstructor(options)).load(in);
            return new ApiDocument(new JsonObject(new JsonObject(yaml).encode()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    String json() {
        return root.encode();
    }

    boolean has(String pointer) {
        return at(pointer) != null;
    }

    /** Where a pointer leads when references are followed. */
    String resolve(String pointer) {
        String reference = object(pointer).getString("$ref");
        return reference == null ? pointer : resolve(reference.substring(1));
    }

    /** The names of the members there; none where there is nothing. */
    Set<String> names(String pointer) {
        return object(pointer).fieldNames();
    }

    /** Where the references of a list lead. */
    List<String> references(String pointer) {
        return ((JsonArray) at(pointer))
                .stream()
                        .map(JsonObject.class::cast)
                        .map(item -> resolve(item.getString("$ref").substring(1)))
                        .toList();
    }

    private JsonObject object(String pointer) {
        return at(pointer) instanceof JsonObject object ? object : new JsonObject();
    }

    private Object at(String pointer) {
        return JsonPointer.from(pointer).queryJson(root);
    }
}
