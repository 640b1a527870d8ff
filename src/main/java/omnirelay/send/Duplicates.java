package omnirelay.send;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omnirelay.config.RelayConfig;
import omnirelay.message.Entry.CommandKey;
import omnirelay.telesign.SendRequest;
import org.jspecify.annotations.Nullable;

/**
 * The keys of clients that cannot send one: the relay makes it of what a repeated command has in common with the first.
 * So the second is answered as the first one was, wherever and however often it comes.
 */
final class Duplicates {
    private static final String SAME = "same:";

    private final Map<String, RelayConfig.Duplicates> rules = new HashMap<>();

    Duplicates(List<RelayConfig.Client> clients) {
        clients.forEach(client -> {
            if (client.duplicates() != null) {
                rules.put(client.id(), client.duplicates());
            }
        });
    }

    /** Empty where the client's duplicates are not looked for, or the request has nothing to know one by. */
    Optional<CommandKey> key(String client, SendRequest request) {
        return Optional.ofNullable(rules.get(client))
                .flatMap(rule -> common(rule, request)
                        .map(common -> new CommandKey(client, SAME + common, SAME, rule.within())));
    }

    private static Optional<String> common(RelayConfig.Duplicates rule, SendRequest request) {
        return switch (rule.by()) {
            case EXTERNAL_ID ->
                Optional.ofNullable(request.options().externalId()).map(id -> "external_id:" + id);
            case CONTENT -> Optional.of("content:" + request.contentHash());
        };
    }

    /** Whether the relay made it: then the client does not know that there is one. */
    static boolean madeHere(@Nullable CommandKey key) {
        return key != null && key.key().startsWith(SAME);
    }
}
