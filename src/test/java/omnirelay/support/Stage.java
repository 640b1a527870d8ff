package omnirelay.support;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What a class that looks at the page needs: one relay for all its tests, and visitors who leave when their test ends.
 * One browser serves all classes; where none can be started they are skipped.
 */
public final class Stage implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final @Nullable Map<String, String> settings;
    private final List<Visit> visits = new ArrayList<>();
    private @Nullable Browser browser;
    private @Nullable RelayUnderTest relay;

    private Stage(@Nullable Map<String, String> settings) {
        this.settings = settings;
    }

    /** With a relay that has these settings. */
    public static Stage with(Map<String, String> settings) {
        return new Stage(settings);
    }

    /** For a class that has something else to look at. */
    public static Stage empty() {
        return new Stage(null);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        browser = context.getRoot()
                .getStore(Namespace.create(Stage.class))
                .computeIfAbsent(Browser.class, key -> Browser.start(), Browser.class);
        if (settings != null) {
            relay = RelayUnderTest.start(settings);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        visits.forEach(Visit::close);
        visits.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (relay != null) {
            relay.close();
        }
    }

    public RelayUnderTest relay() {
        return Objects.requireNonNull(relay, "this stage is empty");
    }

    /** Somebody who comes to the relay for the first time. */
    public Visit visit() {
        return visit(new NewContextOptions());
    }

    public Visit visit(NewContextOptions options) {
        return visit(relay().uri("").toString(), options);
    }

    public Visit visit(String origin) {
        return visit(origin, new NewContextOptions());
    }

    private Visit visit(String origin, NewContextOptions options) {
        Visit visit = Objects.requireNonNull(browser, "before all tests").visit(origin, options);
        visits.add(visit);
        return visit;
    }
}
