package omnirelay.webroot;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.stream.Stream;
import omnirelay.http.AssetHandler;
import omnirelay.support.Stage;
import omnirelay.support.TestHttp;
import omnirelay.support.Visit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Runs the page's own tests, which are modules beside the page's modules: each function that one of them exports is a
 * test, and fails by throwing.
 */
class ModulesIT {
    private static final List<String> FILES = List.of(
            "batch",
            "advice",
            "connection",
            "content",
            "display",
            "evidence",
            "feed-connection",
            "filter",
            "finding",
            "forwarding",
            "light",
            "live-list",
            "message",
            "message-board",
            "now",
            "oddities",
            "open-message",
            "open-recipient",
            "recipient",
            "relay-api",
            "recipients",
            "scale",
            "send-draft",
            "sentence",
            "sms-parts",
            "timeline",
            "times",
            "urls",
            "words");

    private static final Vertx VERTX = Vertx.vertx();

    @RegisterExtension
    static final Stage STAGE = Stage.empty();

    private static TestHttp files;
    private static Visit visit;

    @BeforeAll
    static void open() {
        files = TestHttp.serving(VERTX, ModulesIT::routes);
        visit = STAGE.visit("http://" + files.authority());
        visit.page().navigate("/");
    }

    /** The page's files and nothing behind them; the tests' own are on the class path beside them. */
    private static void routes(Router router) {
        router.route("/").handler(AssetHandler.file("webroot/test/blank.html"));
        router.route("/webjars/*").handler(AssetHandler.webJars());
        router.route("/*").handler(AssetHandler.folder("webroot"));
    }

    @AfterAll
    static void close() {
        files.close();
        VERTX.close().await();
    }

    @TestFactory
    Stream<DynamicNode> modules() {
        return FILES.stream().map(file -> dynamicContainer(file, tests("/test/" + file + ".test.js")));
    }

    private static Stream<DynamicTest> tests(String file) {
        Page page = visit.page();
        List<?> names = (List<?>) page.evaluate("async file => Object.keys(await import(file))", file);
        return names.stream()
                .map(name -> dynamicTest(
                        name.toString(),
                        () -> page.evaluate(
                                "async ([file, name]) => (await import(file))[name]()", List.of(file, name))));
    }
}
