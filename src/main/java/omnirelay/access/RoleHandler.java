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

    private RoleHandler(Role role) {
        this.role = role;
    }

    public static RoleHandler require(Role role) {
        return new RoleHandler(role);
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (AuthenticationHandler.principal(ctx).has(role)) {
            ctx.next();
        } else {
            ctx.fail(AccessRefusedException.lacking(role));
        }
    }
}
