package omnirelay;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which package may know which, and which types stay where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String START = "start";

    /** Each package and the packages it may know; everyone may know {@code config} and {@code http}. */
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("message", Set.of()),
            Map.entry("config", Set.of()),
            Map.entry("http", Set.of()),
            Map.entry("storage", Set.of()),
            Map.entry("telesign", Set.of("message")),
            Map.entry("sandbox", Set.of("telesign")),
            Map.entry("ledger", Set.of("message", "storage")),
            Map.entry("access", Set.of("storage", "telesign")),
            Map.entry("feed", Set.of("message", "storage", "access")),
            Map.entry("query", Set.of("message", "storage", "access")),
            Map.entry("through", Set.of("access", "telesign")),
            Map.entry("probe", Set.of("telesign")),
            Map.entry("callback", Set.of("message", "ledger", "probe", "telesign")),
            Map.entry("lookup", Set.of("message", "ledger", "telesign", "storage", "access")),
            Map.entry("forward", Set.of("message", "feed", "storage", "telesign", "access")),
            Map.entry("dispatch", Set.of("message", "ledger", "storage", "telesign", "guard")),
            Map.entry("guard", Set.of("message", "storage", "access")),
            Map.entry("send", Set.of("message", "ledger", "telesign", "access", "guard", "dispatch"))));

    private static final Set<String> MAY_SPEAK_SQL =
            Set.of("ledger", "storage", "query", "feed", "access", "callback", "dispatch", "forward", "guard");

    private final JavaClasses relay = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("omnirelay");

    @Test
    void packagesKnowOnlyWhomTheyMay() {
        LayeredArchitecture arrows = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer(START)
                .definedBy("omnirelay");
        for (String part : ARROWS.keySet()) {
            arrows = arrows.layer(part).definedBy("omnirelay." + part + "..");
        }
        for (Map.Entry<String, Set<String>> arrow : ARROWS.entrySet()) {
            String[] known = withWhatEveryoneMayKnow(arrow.getKey(), arrow.getValue());
            var part = arrows.whereLayer(arrow.getKey());
            arrows = known.length == 0 ? part.mayNotAccessAnyLayer() : part.mayOnlyAccessLayers(known);
        }
        arrows.check(relay);
    }

    private static String[] withWhatEveryoneMayKnow(String part, Set<String> known) {
        Set<String> all = new TreeSet<>(known);
        if (!part.equals("message")) {
            all.addAll(Set.of("config", "http"));
            all.remove(part);
        }
        return all.toArray(String[]::new);
    }

    @Test
    void everyPackageHasItsArrows() {
        Set<String> parts = relay.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("omnirelay."))
                .map(name -> name.split("\\.", -1)[1])
                .collect(Collectors.toSet());

        assertThat(ARROWS.keySet()).containsAll(parts);
    }

    @Test
    void packagesKnowOneAnotherInOneDirectionOnly() {
        slices().matching("omnirelay.(**)").should().beFreeOfCycles().check(relay);
    }

    @Test
    void theRulesAreAloneWithPlainJava() {
        classes()
                .that()
                .resideInAPackage("omnirelay.message..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "omnirelay.message..",
                                "java.lang..",
                                "java.util..",
                                "java.time..",
                                "java.math..",
                                "java.nio.charset..",
                                "java.security..",
                                "javax.crypto..",
                                "org.jspecify.annotations..")
                        .and(DescribedPredicate.not(
                                resideInAnyPackage("java.util.concurrent..", "java.util.logging.."))))
                .check(relay);
    }

    @Test
    void requestsAreHandledInHandlersOnly() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Handler(\\$.*)?")
                .and()
                .doNotHaveFullyQualifiedName("omnirelay.Routes")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RoutingContext.class)
                .check(relay);
    }

    @Test
    void jsonStaysWhereTextEntersOrLeaves() {
        noClasses()
                .that()
                .resideInAnyPackage("omnirelay.message..", "omnirelay.storage..")
                .should()
                .dependOnClassesThat(name(JsonObject.class.getName()).or(name(JsonArray.class.getName())))
                .check(relay);
    }

    @Test
    void onlySomePackagesSpeakSql() {
        String[] others = ARROWS.keySet().stream()
                .filter(part -> !MAY_SPEAK_SQL.contains(part))
                .map(part -> "omnirelay." + part + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(others)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..", "javax.sql.."))
                .allowEmptyShould(true)
                .check(relay);
    }
}
