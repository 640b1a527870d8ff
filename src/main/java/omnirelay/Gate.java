package omnirelay;

import io.vertx.ext.web.Route;
import omnirelay.access.Authentication;
import omnirelay.access.AuthenticationHandler;
import omnirelay.access.RoleHandler;
import omnirelay.config.Role;
import omnirelay.http.ReceiveBodyHandler;

/** What a request passes before it is handled: its body is received, it is known who asks, and that they may. */
record Gate(ReceiveBodyHandler body, Authentication authentication) {

    Route authenticated(Route route) {
        return route.handler(body).handler(AuthenticationHandler.requiring(authentication));
    }

    Route sending(Route route) {
        return requiring(Role.SEND, route);
    }

    Route viewing(Route route) {
        return requiring(Role.VIEW, route);
    }

    Route administering(Route route) {
        return requiring(Role.ADMIN, route);
    }

    private Route requiring(Role role, Route route) {
        return authenticated(route).handler(RoleHandler.require(role));
    }
}
