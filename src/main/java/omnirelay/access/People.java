package omnirelay.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import omnirelay.config.RelayConfig.User;
import omnirelay.config.Role;

/** What people may do by the configuration as it is now. */
public final class People {
    /** Who opens the page of a sandbox on the same machine. */
    static final String SANDBOX_VISITOR = "sandbox";

    private final Map<String, Set<Role>> roles;

    public People(List<User> users, boolean sandbox) {
        this.roles = users.stream().collect(Collectors.toMap(User::name, User::roles));
        if (sandbox) {
            roles.put(SANDBOX_VISITOR, EnumSet.allOf(Role.class));
        }
    }

    Set<Role> rolesOf(String name) {
        return roles.getOrDefault(name, Set.of());
    }
}
