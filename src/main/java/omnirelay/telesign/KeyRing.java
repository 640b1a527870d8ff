package omnirelay.telesign;

import java.util.List;

/** The keys that count. A customer may have several, so that one can be replaced without a gap. */
public record KeyRing(List<ApiKey> keys) {
    public KeyRing {
        keys = List.copyOf(keys);
    }

    List<ApiKey> of(String customerId) {
        return keys.stream().filter(key -> key.customerId().equals(customerId)).toList();
    }
}
