package omnirelay.access;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import omnirelay.access.Sessions.Session;
import omnirelay.config.RelayConfig.User;
import omnirelay.config.Role;
import omnirelay.config.Secret;

/** Who there is by the configuration as it is now, whatever it was when a session began. */
public final class People {
    /** Who opens the page of a sandbox on the same machine; has no password. */
    static final User SANDBOX_VISITOR = new User("sandbox", new Secret(""), Set.of(Role.values()));

    private final Map<String, User> users = new HashMap<>();

    public People(List<User> users, boolean sandbox) {
        users.forEach(user -> this.users.put(user.name(), user));
        if (sandbox) {
            this.users.put(SANDBOX_VISITOR.name(), SANDBOX_VISITOR);
        }
    }

    /** Empty where the person is gone or has another password. Roles are those of the sign-in, less what was taken. */
    Optional<Principal> principal(Session session) {
        return Optional.ofNullable(users.get(session.person()))
                .filter(session::isWithPasswordOf)
                .map(user -> Principal.person(user.name(), inBoth(user.roles(), session.roles()), session.id()));
    }

    private static Set<Role> inBoth(Set<Role> some, Set<Role> others) {
        Set<Role> both = EnumSet.noneOf(Role.class);
        both.addAll(some);
        both.retainAll(others);
        return both;
    }
}
