package omnirelay.telesign;

import omnirelay.config.Secret;

/** The example pair of TeleSign's documentation. */
final class TestKeys {
    static final String CUSTOMER = "FFFFFFFF-EEEE-DDDD-1234-AB1234567890";
    static final ApiKey EXAMPLE =
            key("example", "ABC12345yusumoN6BYsBVkh+yRJ5czgsnCehZaOYldPJdmFh6NeX8kunZ2zU1YWaUw/0wV6xfw==");

    private TestKeys() {}

    static ApiKey key(String id, String text) {
        return new ApiKey(id, CUSTOMER, new Secret(text));
    }
}
