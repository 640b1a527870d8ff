package omnirelay.access;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import omnirelay.config.Role;

/**
 * Lets through those who have a role. Who may {@link Role#VIEW} sees what every client sends: that role is for support
 * and dashboards; a program that only sends looks its own messages up under {@code /v1}.
 */
public final class RoleHandler implements Handler<RoutingContext> {
    private final Role role;
    private final Role orElse;

    private RoleHandler(Role role, Role orElse) {
        this.role = role;
        this.orElse = orElse;
    }

    public static RoleHandler require(Role role) {
        return new RoleHandler(role, role);
    }

    /** One of two is enough. */
    public static RoleHandler requireEither(Role role, Role other) {
        return new RoleHandler(role, other);
    }

    @Override
    public void handle(RoutingContext ctx) {
        Principal principal = AuthenticationHandler.principal(ctx);
        if (principal.has(role) || principal.has(orElse)) {
            ctx.next();
        } else {
            ctx.fail(AccessRefusedException.lacking(role));
        }
    }
}
