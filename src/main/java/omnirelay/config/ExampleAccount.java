package omnirelay.config;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** The account of TeleSign's own examples: in sandbox mode it is TeleSign's and a client's, known to everybody. */
final class ExampleAccount {
    static final String CUSTOMER_ID = "FFFFFFFF-EEEE-DDDD-1234-AB1234567890";
    static final Secret API_KEY =
            new Secret("ABC12345yusumoN6BYsBVkh+yRJ5czgsnCehZaOYldPJdmFh6NeX8kunZ2zU1YWaUw/0wV6xfw==");

    private ExampleAccount() {}

    /** The example client first, so that what can be copied from anywhere works, then those configured. */
    static List<RelayConfig.Client> before(List<RelayConfig.Client> clients) {
        var example = new RelayConfig.Client(CUSTOMER_ID, API_KEY, EnumSet.of(Role.SEND, Role.VIEW, Role.VIEW_NUMBERS));
        return Stream.concat(Stream.of(example), clients.stream()).toList();
    }
}
