package omnirelay.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import omnirelay.access.Principal;
import omnirelay.access.Principal.Kind;
import omnirelay.config.Role;
import omnirelay.feed.Admission.Refused;
import omnirelay.feed.Admission.Viewer;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Set<Role> VIEW = EnumSet.of(Role.VIEW);

    @Test
    void aPersonWatchesAsLongAsTheSession() {
        Principal ada = new Principal(Kind.PERSON, "ada", VIEW, null, "a-session");

        assertThat(Admission.of(Optional.of(ada))).isEqualTo(new Viewer("a-session", Instant.MAX));
    }

    @Test
    void aProgramHasNoSession() {
        Principal support = new Principal(Kind.CLIENT, "support", VIEW, null, null);

        assertThat(Admission.of(Optional.of(support))).isEqualTo(new Viewer("", Instant.MAX));
    }

    @Test
    void strangersAndThoseWithoutTheRoleMayNot() {
        Principal shop = new Principal(Kind.CLIENT, "shop", EnumSet.of(Role.SEND), null, null);

        assertThat(Admission.of(Optional.empty())).isEqualTo(Refused.NOT_AUTHENTICATED);
        assertThat(Admission.of(Optional.of(shop))).isEqualTo(Refused.NOT_ALLOWED);
    }
}
