package omnirelay.config;

import java.util.EnumSet;
import java.util.List;

/** The account of TeleSign's own examples: in sandbox mode it is TeleSign's and the one client's, known to everybody. */
final class ExampleAccount {
    static final String CUSTOMER_ID = "FFFFFFFF-EEEE-DDDD-1234-AB1234567890";
    static final Secret API_KEY =
            new Secret("ABC12345yusumoN6BYsBVkh+yRJ5czgsnCehZaOYldPJdmFh6NeX8kunZ2zU1YWaUw/0wV6xfw==");

    private ExampleAccount() {}

    static List<RelayConfig.Client> clients() {
        return List.of(
                new RelayConfig.Client(CUSTOMER_ID, API_KEY, EnumSet.of(Role.SEND, Role.VIEW, Role.VIEW_NUMBERS)));
    }
}
