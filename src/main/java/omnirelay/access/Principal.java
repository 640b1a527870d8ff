package omnirelay.access;

import java.util.Locale;
import java.util.Set;
import omnirelay.config.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who stands behind a request.
 *
 * @param id a client's id or a person's name
 * @param nonce that a program signed with its request; null where there is none
 * @param session by which a person is known, for {@link SessionWatch}; null for a program
 */
public record Principal(
        Kind kind,
        String id,
        Set<Role> roles,
        @Nullable String nonce,
        @Nullable String session) {
    public Principal {
        roles = Set.copyOf(roles);
    }

    /** Programs come with a key, people with a session. */
    public enum Kind {
        CLIENT,
        PERSON;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Principal client(String id, Set<Role> roles, @Nullable String nonce) {
        return new Principal(Kind.CLIENT, id, roles, nonce, null);
    }

    static Principal person(String name, Set<Role> roles, String session) {
        return new Principal(Kind.PERSON, name, roles, null, session);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
