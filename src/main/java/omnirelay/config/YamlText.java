package omnirelay.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.composer.ComposerException;
import org.yaml.snakeyaml.constructor.ConstructorException;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML, and so JSON, in which every scalar is the text that stands there: a customer's id of digits keeps its leading
 * zeros, a password {@code yes} is no boolean, and a setting means the same in a file and in a variable.
 */
final class YamlText {
    private YamlText() {}

    /**
     * Texts, lists and maps.
     *
     * @throws IllegalArgumentException saying what is wrong and where, without quoting the text
     */
    static @Nullable Object parse(String text) {
        try {
            return yaml().load(text);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new IllegalArgumentException(
                    "line %d, column %d: %s".formatted(mark.getLine() + 1, mark.getColumn() + 1, problem(e)), e);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("not YAML", e);
        }
    }

    /** Aliases and tags are what a secret without quotes becomes that begins with * or !, so they are not quoted. */
    private static String problem(MarkedYAMLException e) {
        boolean aliasOrTag = e instanceof ComposerException
                || (e instanceof ConstructorException && !(e instanceof DuplicateKeyException));
        return aliasOrTag ? "a value that begins with *, & or ! needs quotes" : e.getProblem();
    }

    /** Maps within maps become names with dots; empty ones nothing. */
    static Map<String, Object> flat(Map<?, ?> map) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten("", map, flat);
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> map, Map<String, Object> flat) {
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> section) {
                flatten(prefix + key + ".", section, flat);
            } else if (value != null) {
                flat.put(prefix + key, value);
            }
        });
    }

    private static Yaml yaml() {
        var loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        var dumping = new DumperOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, new TextResolver());
    }

    private static final class TextResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, EMPTY, null);
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
        }
    }
}
