package omnirelay.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Answers the methods that a path does not take: 405 with {@code Allow}, or for {@code OPTIONS} just that header. */
public final class AllowHandler implements Handler<RoutingContext> {
    private final String allowed;

    private AllowHandler(String allowed) {
        this.allowed = allowed;
    }

    /** Adds one such route for every path in {@code router}; to be called when all others are there. */
    public static void completing(Router router) {
        Map<String, SortedSet<String>> methods = new LinkedHashMap<>();
        for (Route route : router.getRoutes()) {
            if (route.getPath() != null && route.methods() != null) {
                route.methods()
                        .forEach(method -> methods.computeIfAbsent(pattern(route), path -> new TreeSet<>())
                                .add(method.name()));
            }
        }
        methods.forEach((path, names) -> router.route(path).handler(new AllowHandler(String.join(", ", names))));
    }

    private static String pattern(Route route) {
        return route.isExactPath() ? route.getPath() : route.getPath() + "*";
    }

    @Override
    public void handle(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.ALLOW, allowed);
        if (ctx.request().method().equals(HttpMethod.OPTIONS)) {
            ctx.response().setStatusCode(204).end().onFailure(ctx::fail);
        } else {
            ctx.fail(Problem.of(
                    405, "This path takes " + allowed + ", not " + ctx.request().method() + "."));
        }
    }
}
