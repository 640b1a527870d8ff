package omnirelay.send;

import java.util.Optional;
import omnirelay.access.Principal;
import omnirelay.http.ReceivedBody;
import omnirelay.message.Entry.CommandKey;
import omnirelay.message.RawBody;
import omnirelay.telesign.SendRequest;
import org.jspecify.annotations.Nullable;

/** Under which key a command is sent once: the one the client chose, else one the relay makes, else a digest's nonce. */
final class CommandKeys {
    private final Duplicates duplicates;

    CommandKeys(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    /**
     * Null where there is none.
     *
     * @param header {@code Idempotency-Key} as it came; null where it did not
     */
    @Nullable
    CommandKey of(@Nullable String header, Principal principal, SendRequest request, ReceivedBody body) {
        if (header != null) {
            return key(principal, IdempotencyKey.of(header), body);
        }
        return duplicates
                .key(principal.id(), request)
                .or(() -> Optional.ofNullable(principal.nonce())
                        .map(nonce -> key(principal, IdempotencyKey.ofNonce(nonce), body)))
                .orElse(null);
    }

    private static CommandKey key(Principal principal, String name, ReceivedBody body) {
        String bodyHash = RawBody.of(body.bytes().getBytes()).hash();
        return new CommandKey(principal.id(), name, bodyHash, CommandKey.USUALLY_GOOD_FOR);
    }
}
